import { laterDay } from '../local-date.ts';
import type { PaddleCycle, PaddlePeriod } from './objects.ts';

/** An instant so many cycles later (or before). Paddle's months are those of UTC. */
export function later(instant: string, { interval, frequency }: PaddleCycle, cycles: number): number {
  const [day = '', time = ''] = new Date(instant).toISOString().split('T');
  return Date.parse(`${laterDay(day, frequency * cycles, interval)}T${time}`);
}

/** From when periods are counted: the start of this one if it is a whole one, else its end, where the next one begins. */
export function anchorOf({ starts_at, ends_at }: PaddlePeriod, cycle: PaddleCycle): string {
  return later(starts_at, cycle, 1) === Date.parse(ends_at) ? starts_at : ends_at;
}

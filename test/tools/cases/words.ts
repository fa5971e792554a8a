import type { Input } from './case.ts';
import { isRecord, optional, record, text, unknownWord } from './case.ts';

const MODES: Readonly<Record<string, string>> = {
  half_up: 'half_away',
  half_away: 'half_away',
  half_even: 'half_even',
  up: 'up',
  down: 'down',
  ceil: 'ceil',
  floor: 'floor',
};

/** Our word for a rounding mode; `half_up` of the cases is away from zero. */
export function modeOf(word: string): string {
  return MODES[word] ?? unknownWord('mode', word);
}

export interface CaseRounding {
  readonly mode: string;
  readonly scale: number;
  /** `null` = the case does not say where. */
  readonly at: string | null;
}

/** How a case rounds; `null` = it compares unrounded amounts. */
export function roundingOf(input: Input, key = 'rounding'): CaseRounding | null {
  if (!isRecord(input[key])) return null;
  const rounding = record(input, key);
  return {
    mode: modeOf(text(rounding, 'mode', 'half_up')),
    scale: Number(text(rounding, 'scale', '2')),
    at: optional(rounding, 'at'),
  };
}

/** One sum, rounded once, where a case does not say that each part is. */
export function roundedOnce(rounding: CaseRounding | null): CaseRounding | null {
  return rounding && { ...rounding, at: rounding.at ?? 'total' };
}

export function isRoundedOnce(rounding: CaseRounding | null): boolean {
  return ['total_only', 'total', 'invoice', 'result', 'net'].includes(rounding?.at ?? '');
}

/** 10^-scale in text: the increment of a rounding. */
export function incrementOf(scale: number): string {
  return scale > 0 ? `0.${'0'.repeat(scale - 1)}1` : `1${'0'.repeat(-scale)}`;
}

export function negated(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

export function isNegative(amount: string): boolean {
  return amount.startsWith('-') && /[1-9]/.test(amount);
}

export function isZero(amount: string): boolean {
  return !/[1-9]/.test(amount);
}

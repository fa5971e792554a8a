import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BreakEven, Comparison, Estimate } from '../../engine/estimate/estimate.ts';
import type { Snapshot } from '../../store/snapshot.ts';
import type { Drawing } from './drawing.ts';

/** How long a hand has to rest before curves that it has changed are drawn anew. */
const PAUSE_MS = 250;

export interface ReadyComparison extends Pick<Comparison, 'meter' | 'curves' | 'reach' | 'costsAt'> {
  /** `null` = not known yet. */
  readonly breakEvens: readonly BreakEven[] | null;
}

interface Question {
  readonly estimate: Estimate;
  readonly drawing: Drawing | null;
  /** Everything that the answer depends on. */
  readonly key: string;
  /** What is along the axes: an older answer may stand in for as long as this is the same. */
  readonly axes: string;
}

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly snapshot: Snapshot;
}

/**
 * What takes longer than a step of a slider may: what futures say of the plans, their curves over one meter, and their
 * break-evens. Worked out one after the other once the cards are shown, only while the widget is near the screen, and
 * never while a hand moves. Curves and break-evens do not depend on the quantity along the axis: as long as that alone
 * changes, they stay as they are.
 */
export class ComparisonController implements ReactiveController {
  readonly #host: Host;
  /** `null` = in a simulated page, where an application runs its tests: all is near. */
  readonly #observer =
    'IntersectionObserver' in globalThis
      ? new IntersectionObserver(
          (entries) => {
            this.#isNear = entries.at(-1)!.isIntersecting;
            this.#schedule();
          },
          { rootMargin: '100%' },
        )
      : null;
  #isNear = !this.#observer;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: Question | null = null;
  /** Keys of what has curves, and of what has everything. */
  #drawn: string | undefined;
  #done: string | undefined;
  #ready: (ReadyComparison & Pick<Question, 'axes'>) | null = null;
  #rested: Estimate | null = null;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer?.observe(this.#host);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
    this.#isNear = !this.#observer;
  }

  hostUpdate(): void {
    if (this.#host.snapshot.status !== 'ready') this.#forget();
  }

  /** The last estimate at which the hand had rested: what its futures say is worth showing. */
  get rested(): Estimate | null {
    return this.#rested;
  }

  /** The newest that is known, which may be a moment behind the estimate; asks for the rest. `null` = nothing yet. */
  compare(estimate: Estimate, drawing: Drawing | null): ReadyComparison | null {
    if (this.#rested?.account?.id !== estimate.account?.id) this.#forget();
    const isNew = this.#asked?.estimate !== estimate || this.#asked.drawing?.meter !== drawing?.meter;
    const axes = JSON.stringify(drawing && [drawing.meter.id, drawing.than.plan.interval]);
    this.#asked = { estimate, drawing, axes, key: drawing ? keyOf(estimate, drawing) : '' };
    if (isNew) this.#schedule();
    return this.#ready?.axes === axes ? this.#ready : null;
  }

  /** The facts have gone, and the next ones may be somebody else's: nothing of these stands in for them. */
  #forget(): void {
    clearTimeout(this.#timer);
    this.#asked = this.#ready = this.#rested = null;
    this.#drawn = this.#done = undefined;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#isNear || !this.#asked) return;
    const { estimate, drawing, key } = this.#asked;
    if (this.#rested !== estimate || (drawing && this.#done !== key)) {
      this.#timer = setTimeout(this.#work, this.#rested ? PAUSE_MS : 0);
    }
  }

  /** In between the page gets to draw and to listen. */
  readonly #work = (): void => {
    const { estimate, drawing, key, axes } = this.#asked!;
    if (this.#rested !== estimate) {
      this.#rested = estimate;
      this.#host.requestUpdate();
    } else if (drawing) {
      const comparison = estimate.compare(drawing.meter.id, drawing.than.plan.id);
      const isSecond = this.#drawn === key || !comparison;
      this.#drawn = key;
      if (isSecond) this.#done = key;
      const curves = comparison?.curves;
      if (!comparison) {
        this.#ready = null;
      } else if (isSecond || this.#ready?.axes !== axes) {
        const breakEvens = isSecond ? comparison.breakEvens : null;
        const costsAt: Comparison['costsAt'] = (quantity) => comparison.costsAt(quantity);
        this.#ready = { meter: comparison.meter, curves: curves!, reach: comparison.reach, breakEvens, costsAt, axes };
        this.#host.requestUpdate();
      }
    }
    this.#schedule();
  };
}

function keyOf({ catalog, account, scenario, meters }: Estimate, { meter, than }: Drawing): string {
  const others = meters.filter((one) => one.meter !== meter && one.meter.sumOf === null);
  const quantities = others.map(({ quantity }) => quantity);
  const terms = account && [account.discounts, account.subscription.addOns];
  return JSON.stringify([identityOf(catalog), terms, [...scenario.addOns], meter.id, than.plan.id, quantities]);
}

const identities = new WeakMap<object, number>();
let last = 0;

function identityOf(value: object): number {
  if (!identities.has(value)) identities.set(value, ++last);
  return identities.get(value)!;
}

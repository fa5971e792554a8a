import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BreakEven, Comparison, Estimate } from '../../engine/estimate.ts';

/** How long a hand has to rest before curves that it has changed are drawn anew. */
const PAUSE_MS = 150;

export interface ReadyComparison extends Pick<Comparison, 'meter' | 'curves' | 'reach' | 'costsAt'> {
  /** `null` = not known yet. */
  readonly breakEvens: readonly BreakEven[] | null;
}

/**
 * Curves and break-evens of plans over one meter, worked out after the cards are shown, only while the widget is near
 * the screen, and never while a hand moves. They do not depend on the quantity along the axis: as long as that alone
 * changes, they stay as they are.
 */
export class ComparisonController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #observer = new IntersectionObserver(
    (entries) => {
      this.#isNear = entries.at(-1)!.isIntersecting;
      this.#schedule();
    },
    { rootMargin: '100%' },
  );
  #isNear = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: { readonly key: string; readonly estimate: Estimate; readonly meter: string } | null = null;
  #begun: string | undefined;
  #done: string | undefined;
  #ready: ReadyComparison | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    this.#isNear = false;
  }

  /** The newest that is known, which may be a moment behind the estimate; asks for the rest. `null` = nothing yet. */
  compare(estimate: Estimate, meter: string): ReadyComparison | null {
    const key = keyOf(estimate, meter);
    const isNew = this.#asked?.key !== key;
    this.#asked = { key, estimate, meter };
    if (isNew) this.#schedule();
    return this.#ready?.meter.id === meter ? this.#ready : null;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#isNear && this.#asked && this.#done !== this.#asked.key) {
      this.#timer = setTimeout(this.#work, this.#ready ? PAUSE_MS : 0);
    }
  }

  /** Curves first, then what takes longer: in between the page gets to draw and to listen. */
  readonly #work = (): void => {
    const { key, estimate, meter } = this.#asked!;
    const comparison = estimate.compare(meter);
    const isSecond = this.#begun === key || !comparison;
    this.#begun = key;
    if (isSecond) this.#done = key;
    if (!comparison) {
      this.#ready = null;
    } else if (isSecond || this.#ready?.meter.id !== meter) {
      const { curves, reach } = comparison;
      const breakEvens = isSecond ? comparison.breakEvens : null;
      this.#ready = {
        meter: comparison.meter,
        curves,
        reach,
        breakEvens,
        costsAt: (quantity) => comparison.costsAt(quantity),
      };
      this.#host.requestUpdate();
    }
    this.#schedule();
  };
}

/** Everything that curves and break-evens over a meter depend on. */
function keyOf({ catalog, account, scenario, ownPlan, plan, meters }: Estimate, id: string): string {
  const others = meters.filter(({ meter }) => meter.id !== id && meter.sumOf === null);
  return JSON.stringify([
    identityOf(catalog),
    identityOf(ownPlan ?? plan),
    account && [account.discounts, account.subscription.addOns],
    [...scenario.addOns],
    id,
    others.map(({ quantity }) => quantity),
  ]);
}

const identities = new WeakMap<object, number>();
let last = 0;

function identityOf(value: object): number {
  if (!identities.has(value)) identities.set(value, ++last);
  return identities.get(value)!;
}

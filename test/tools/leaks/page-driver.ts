/** Runs in the page, as a script of its own, before the script-tag file: puts widgets into the page and takes them out. */
export interface LeakWindow extends Window {
  visits: {
    /** The tags that the script-tag file has defined. */
    readonly tags: readonly string[];
    /** So often: an element comes, shows its facts, and goes. Every twentieth is used before it goes. */
    come(markup: string, rounds: number): Promise<void>;
    /** Puts elements into the page that stay. */
    stay(markup: string): Promise<void>;
    /** Resolves when every element that stays shows an account of this revision. */
    shows(revision: number): Promise<void>;
    /** Loads again, so often. */
    reload(times: number): Promise<void>;
  };
}

interface Widget extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
  readonly snapshot: {
    readonly status: string;
    readonly loading: boolean;
    readonly estimate?: { readonly account: { readonly revision: number } | null };
  };
  reload(): void;
}

const USED_EVERY = 20;
const PATIENCE_MS = 20_000;

const tags: string[] = [];
const { define } = customElements;
customElements.define = (tag, element) => {
  tags.push(tag);
  define.call(customElements, tag, element);
};

const place = document.createElement('main');
document.body.append(place);
const widgets = () => [...place.querySelectorAll<Widget>('pb-invoice-forecast, pb-usage-meter, pb-plan-comparison')];
const updated = () => Promise.all(widgets().map(({ updateComplete }) => updateComplete));
const isReady = () => widgets().every(({ snapshot }) => snapshot.status === 'ready');
const task = () => new Promise((resolve) => setTimeout(resolve));

async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`Never came true: ${isTrue}`);
    await task();
  }
}

/** What a hand does: opens what can be opened, moves what can be moved. */
async function use(): Promise<void> {
  for (const { shadowRoot } of widgets()) {
    for (const control of shadowRoot!.querySelectorAll<HTMLElement>('summary, [aria-expanded="false"]'))
      control.click();
    for (const slider of shadowRoot!.querySelectorAll<HTMLInputElement>('[part=slider]')) {
      slider.value = slider.max;
      slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }
  }
  await updated();
}

(window as unknown as LeakWindow).visits = {
  tags,
  async come(markup, rounds) {
    for (let round = 0; round < rounds; round += 1) {
      place.innerHTML = markup;
      await updated();
      if (!isReady()) {
        await until(isReady);
        await updated();
      }
      if (round % USED_EVERY === 0) await use();
      place.replaceChildren();
      // Timers and tasks of the page's own get their turn, as they would between two views of an application.
      if (round % USED_EVERY === 0) await task();
    }
  },
  async stay(markup) {
    place.innerHTML = markup;
    await until(isReady);
    await use();
  },
  async shows(revision) {
    await until(() => widgets().every(({ snapshot }) => snapshot.estimate?.account?.revision === revision));
    await updated();
  },
  async reload(times) {
    for (let time = 0; time < times; time += 1) {
      widgets()[0]!.reload();
      await until(() => widgets().every(({ snapshot }) => !snapshot.loading));
      await updated();
    }
  },
};

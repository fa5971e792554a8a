import { pageEnvironment } from '../../src/client/environment.ts';
import { exampleAccount, exampleCatalog } from './example-documents.ts';
import { FakeEnvironment } from './fake-environment.ts';
import { until } from './until.ts';
import type { Widgets } from './widgets.ts';

/** What a real endpoint answers; see billing-server.mjs. */
export interface Behaviour {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly manner?: 'refuse' | 'hang' | 'drip' | 'truncate' | 'stream';
  readonly token?: string;
}

export type DocumentName = 'catalog' | 'account';

export const answering = (document: object): Behaviour => ({ body: JSON.stringify(document) });

/** A real endpoint on another origin, of one test alone. */
export class BillingEndpoint {
  readonly url: string;

  constructor(origin: string) {
    this.url = `${origin}/${crypto.randomUUID()}`;
  }

  static async origin(): Promise<string> {
    return ((await (await fetch('/__http-servers')).json()) as { billing: string }).billing;
  }

  /** From now on; nothing has been asked yet. */
  async become(behaviours: Partial<Record<DocumentName | 'live', Behaviour>>): Promise<void> {
    await this.#post('become', JSON.stringify(behaviours));
  }

  /** Everything is well: 8,000 calls and 5 editors, and an account as it is said. */
  async recover(account: object = {}): Promise<void> {
    await this.become({ catalog: answering(exampleCatalog()), account: answering(exampleAccount(account)) });
  }

  async send(text: string): Promise<void> {
    await this.#post('send', text);
  }

  /** Sends a text, and ends the streams in an orderly way. */
  async end(text: string): Promise<void> {
    await this.#post('end', text);
  }

  /** Sends a text, and breaks the connection off. */
  async cut(text: string): Promise<void> {
    await this.#post('cut', text);
  }

  /** What was asked since it last became something, as `account Bearer token`. */
  async log(): Promise<readonly string[]> {
    return (await (await this.#post('log')).json()) as readonly string[];
  }

  #post(name: string, body = ''): Promise<Response> {
    return fetch(`${this.url}/${name}`, { method: 'POST', body });
  }
}

/** The page's own clock, chance and timers in the hand of a test; the network stays the page's. */
export class PageClock {
  readonly world = new FakeEnvironment();
  readonly #real = { ...pageEnvironment };

  take(): void {
    const { now, random, after } = this.world;
    Object.assign(pageEnvironment, { now, random, after });
  }

  giveBack(): void {
    Object.assign(pageEnvironment, this.#real);
  }

  /** Waits until nothing loads any more, and lets the time of quick tries go by. */
  async settle({ all }: Pick<Widgets, 'all'>): Promise<void> {
    await until(() => {
      const { timers } = this.world;
      if (timers[0] !== undefined && timers[0] < 5000) this.world.pass(2000);
      return all.every(({ snapshot, isUpdatePending }) => !snapshot.loading && !isUpdatePending);
    });
  }
}

/** What the browser says of the page, until `restore`. */
export class PageState {
  hide(isHidden: boolean): void {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (isHidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }

  disconnect(isOffline: boolean): void {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => !isOffline });
    dispatchEvent(new Event(isOffline ? 'offline' : 'online'));
  }

  restore(): void {
    Reflect.deleteProperty(document, 'visibilityState');
    Reflect.deleteProperty(navigator, 'onLine');
  }
}

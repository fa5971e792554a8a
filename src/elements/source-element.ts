import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { pageEnvironment, type Token } from '../client/index.ts';
import { createFormatIn, type Format } from '../format/format.ts';
import type { Estimate } from '../engine/estimate/estimate.ts';
import type { Messages, Tables } from '../format/messages.ts';
import { SHARED } from '../format/messages/shared.ts';
import { describeAge } from '../format/problem.ts';
import { createPricingStore, type PricingSources, type PricingStore } from '../store/pricing-store.ts';
import type { Snapshot } from '../store/snapshot.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { PricingController } from '../controllers/pricing-controller.ts';
import { requestPricingContext, type PricingContext } from '../controllers/pricing-context.ts';
import { adoptStylesIn } from './adopt-styles.ts';
import { brokenSources, createSourceReader, noSources } from './element-sources.ts';
import { SpeakerController } from './speaker-controller.ts';

/**
 * Where an element's facts come from. The first that is given holds: `store`, `catalog` and `account`, the addresses, a
 * child `<script type="application/json">` with `{"catalog": …, "account": …}`, the nearest scope.
 *
 * @fires {LimitEvent} pb-limit - A limit or one of its thresholds is reached, or will probably be.
 * @fires {CreditEvent} pb-credit - A credit whose end stops usage is used up, or will probably be.
 * @fires {UnusualUsageEvent} pb-unusual-usage - A day out of the ordinary, or a period far above the one before.
 * @fires {PricingErrorEvent} pb-error - Something could not be loaded, read or shown.
 */
export abstract class SourceElement extends LitElement {
  static override properties: PropertyDeclarations = {
    endpoint: {},
    catalogUrl: { attribute: 'catalog-url' },
    accountUrl: { attribute: 'account-url' },
    credentials: {},
    refresh: { type: Number },
    locale: { reflect: true },
    theme: { reflect: true },
    token: { attribute: false },
    catalog: { attribute: false },
    account: { attribute: false },
    store: { attribute: false },
    messages: { attribute: false },
  };

  /** Where the documents are: `{endpoint}/catalog` and `{endpoint}/account`. */
  endpoint: string | URL | null = null;

  /** Where the catalog is, if not below the endpoint. */
  catalogUrl: string | URL | null = null;

  /** Where the account is, if not below the endpoint. */
  accountUrl: string | URL | null = null;

  /** Which cookies travel with a request, as in `fetch`. */
  credentials: RequestCredentials = 'same-origin';

  /** Seconds between two looks for news; 0: none. */
  refresh = 0;

  /** Language of numbers, money and dates (BCP 47), where it is not the page's. */
  locale: string | null = null;

  /** `light`, `dark` or `auto` (the visitor's own setting); without it, the page's `color-scheme`. */
  theme: 'light' | 'dark' | 'auto' | null = null;

  /**
   * Proof of who asks, or a function that is asked for it, again when it expires. Sent to the account only. Another function
   * is another account, asked for anew: keep it the same from one rendering to the next.
   */
  token: Token | null = null;

  /** The catalog document itself, as parsed JSON. */
  catalog: unknown;

  /** The account document itself, as parsed JSON; `null`: there is no account, prices are from scratch. */
  account: unknown;

  /** A store of the page's own, which several elements may share. */
  store: PricingStore | null = null;

  /** Other words, by key. */
  messages: Messages | null = null;

  /** What the nearest scope shares; `null`: nothing, or not used. */
  protected context: PricingContext<Messages> | null = null;

  /** The words of this element, where no others are given. */
  protected get english(): Tables {
    return FRAME;
  }

  /** Writes in the language and the words that hold here. */
  protected format: Format = createFormatIn(this.english);

  protected readonly pricing = new PricingController(this);

  protected readonly speaker = new SpeakerController(this);

  readonly #language = new LanguageController(this);
  readonly #ownSources = createSourceReader();
  #ownStore: PricingStore | undefined;
  #leaveScope: (() => void) | undefined;

  /** Loads again at once. */
  reload(): void {
    this.pricing.store?.refresh();
  }

  override connectedCallback(): void {
    // The first time, the page's own properties may still be on their way; later, a move may have changed the scope.
    if (this.hasUpdated) this.#findSource();
    super.connectedCallback();
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', this.#findSource, { once: true });
  }

  /** In another document: a frame's, or one of a window that the page has opened. */
  adoptedCallback(): void {
    if (this.shadowRoot) this.#adoptStyles(this.shadowRoot);
  }

  protected override createRenderRoot(): ShadowRoot {
    return this.#adoptStyles(this.shadowRoot ?? this.attachShadow({ mode: 'open' }));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('DOMContentLoaded', this.#findSource);
    this.#leaveScope?.();
    this.#leaveScope = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated || SOURCE_PROPERTIES.some((name) => changed.has(name))) this.#findSource();
    const locale = this.#locale ?? this.#language.lang;
    this.format = createFormatIn(this.english, locale, this.messages ?? this.context?.messages);
  }

  /** What is known, and what is wrong with it. */
  get snapshot(): Snapshot {
    return this.pricing.snapshot;
  }

  /** What is shown; `null` = not yet, or no longer. */
  protected get estimate(): Estimate | null {
    const { snapshot } = this;
    return snapshot.status === 'ready' ? snapshot.estimate : null;
  }

  describeTotal({ invoice, currency }: Estimate): string {
    const { total } = invoice;
    if (total === null) return this.format.text('announce_unknown');
    return this.format.text('announce_total', { amount: this.format.money(total, currency) });
  }

  describeAge(): string {
    const { receivedAt, offline, problem } = this.snapshot;
    return describeAge(this.format, pageEnvironment.now() - (receivedAt ?? 0), offline, problem);
  }

  /** The store of facts and what-if, unless a scope shares it: then that one speaks for it. */
  get speaksFor(): PricingStore | null {
    return this.#leaveScope ? null : this.pricing.store;
  }

  /** Of a `locale` that is given, else of the nearest `dir`. */
  protected get direction(): 'ltr' | 'rtl' {
    if (this.#locale) return this.format.direction;
    return this.matches(':dir(rtl)') ? 'rtl' : 'ltr';
  }

  get #locale(): string | null {
    return this.locale ?? this.context?.locale ?? null;
  }

  #adoptStyles(root: ShadowRoot): ShadowRoot {
    adoptStylesIn(root, (this.constructor as typeof LitElement).elementStyles);
    return root;
  }

  readonly #findSource = (): void => {
    // Out of a page nothing is asked for, and no token kept: it is looked for again on return.
    if (!this.isConnected && !this.store) return;
    this.#leaveScope?.();
    this.#leaveScope = undefined;
    this.context = null;
    const sources = this.#readSources();
    if (sources) {
      this.#own(sources);
    } else if (this.store) {
      this.pricing.store = this.store;
    } else {
      // Who names an account is not shown the scope's, which may be another's.
      if (this.account == null && !this.accountUrl)
        this.#leaveScope = requestPricingContext<Messages>(this, (context) => {
          this.context = context;
          this.pricing.store = context?.store ?? null;
          this.requestUpdate();
        });
      if (!this.#leaveScope) this.#own(document.readyState === 'loading' ? null : noSources());
    }
  };

  /** Not while the page is being read up to somewhere inside it. */
  get #inlineText(): string | null {
    const script = this.querySelector(INLINE);
    return script && (script.nextSibling || document.readyState !== 'loading') ? script.textContent : null;
  }

  /** None besides a store. What the page's own code gets wrong is a failure like any other: shown, and told by `pb-error`. */
  #readSources(): PricingSources | null {
    try {
      if (!this.store) return this.#ownSources(this, this.#inlineText);
      if (typeof this.store.subscribe !== 'function') throw new TypeError('store: not a PricingStore');
      return null;
    } catch (error) {
      return brokenSources(error as Error);
    }
  }

  /** The same store whatever happens to its sources: the what-if outlives them. */
  #own(sources: PricingSources | null): void {
    this.#ownStore ??= createPricingStore();
    this.#ownStore.setSources(sources);
    this.pricing.store = this.#ownStore;
  }
}

/** What every element says. */
const FRAME: Tables = [SHARED];

const INLINE = ':scope > script[type="application/json"]';

/** All but what only says how it is shown. */
const SOURCE_PROPERTIES = Object.keys(SourceElement.properties).filter(
  (name) => !['locale', 'theme', 'messages'].includes(name),
);

import { parseAccount, parseCatalog } from '../../../src/contract/index.ts';
import type { Account } from '../../../src/engine/facts/account.ts';
import type { Catalog } from '../../../src/engine/facts/catalog.ts';
import type { UsageMeter } from '../../../src/elements/usage-meter/index.ts';
import '../../../src/elements/usage-meter/index.ts';
import { createPricingStore } from '../../../src/store/pricing-store.ts';
import { exampleAccount, exampleCatalog } from '../../support/example-documents.ts';
import { FakeResource } from '../../support/fake-resource.ts';
import { fixture } from '../../support/fixture.ts';

/** Team alone: 25,000 calls included, then 0.002 each; 12 an editor. */
export function meteredCatalog(calls: object = {}, more: object = {}) {
  const charge = { id: 'calls', name: 'API calls', model: 'per_unit', meter: 'calls', unit_amount: '0.002' };
  return exampleCatalog({
    plans: [
      {
        id: 'team',
        family: 'team',
        rank: 1,
        name: 'Team',
        interval: { unit: 'month', count: 1 },
        charges: [
          { id: 'fee', name: 'Platform fee', model: 'flat', amount: '100' },
          { ...charge, included: { quantity: '25000' }, ...calls },
          { id: 'editors', name: 'Editors', model: 'per_unit', meter: 'editors', unit_amount: '12' },
        ],
        ...more,
      },
    ],
  });
}

/** About a thousand calls a day, fewer at weekends, from 23 September to 22 November. */
const CALLS = Array.from({ length: 61 }, (_, day) => ((day + 2) % 7 < 5 ? 1080 + ((day * 37) % 60) : 760));

export function daily(days = CALLS.length) {
  const values = CALLS.slice(-days).map(String);
  const from = new Date(Date.UTC(2026, 10, 23 - days)).toISOString().slice(0, 10);
  const quantity = CALLS.slice(-Math.min(22, days)).reduce((sum, value) => sum + value, 0);
  return { quantity: String(quantity), series: { of: 'increments', from, values } };
}

/** A widget whose facts the test moves. */
export async function meterOf(documents: {
  readonly catalog?: unknown;
  readonly account?: object | null;
  readonly attributes?: string;
  readonly width?: number;
}) {
  const { catalog: rawCatalog = meteredCatalog(), account: rawAccount = {}, attributes = '', width = 720 } = documents;
  const place = fixture(`<pb-usage-meter locale="en-GB" ${attributes}></pb-usage-meter>`);
  place.style.inlineSize = `${width}px`;
  const widget = place.querySelector('pb-usage-meter') as UsageMeter;
  const catalog = new FakeResource<Catalog>(parseCatalog(rawCatalog));
  const account = new FakeResource<Account>(parseAccount(exampleAccount(rawAccount ?? {})));
  const store = createPricingStore({ catalog, account: rawAccount ? account : null });
  widget.store = store;
  const settled = async () => {
    while (!(await widget.updateComplete));
  };
  await settled();
  const root = widget.shadowRoot!;
  return {
    widget,
    root,
    store,
    settled,
    setAccount: async (more: object) => {
      account.set({ value: parseAccount(exampleAccount({ revision: 2, ...more })) });
      await settled();
    },
    loseAccount: async () => {
      account.set({ value: undefined, loading: true });
      await settled();
    },
    find: <Found extends Element = HTMLElement>(selector: string) => root.querySelector<Found>(selector)!,
    all: (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)],
    /** Everything that can be read, in one line. */
    words: () => plain(root.querySelector('.frame')!.textContent),
    type: async (selector: string, text: string) => {
      const input = root.querySelector<HTMLInputElement>(selector)!;
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await settled();
    },
    click: async (selector: string) => {
      root.querySelector<HTMLElement>(selector)!.click();
      await settled();
    },
  };
}

/** As one line; British English writes US$. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('US$', '$').trim();
}

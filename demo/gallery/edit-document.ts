import type { WireDocument } from '../api/companies.ts';

type Entries = readonly WireDocument[];

/** The catalog with some of its plans changed; a plan for which `change` gives `null` is left out. */
export function withPlans(catalog: WireDocument, change: (plan: WireDocument) => WireDocument | null): WireDocument {
  return { ...catalog, plans: (catalog.plans as Entries).map(change).filter((plan) => plan !== null) };
}

/** The plan with some of its charges changed. */
export function withCharges(plan: WireDocument, change: (charge: WireDocument) => WireDocument): WireDocument {
  return plan.charges ? { ...plan, charges: (plan.charges as Entries).map(change) } : plan;
}

export function planOf(catalog: WireDocument, id: string): WireDocument {
  const plan = (catalog.plans as Entries).find((each) => each.id === id);
  if (!plan) throw new Error(`no plan ${id}`);
  return plan;
}

/** The account with other facts about one meter; `null` takes the meter out of its usage. */
export function withUsage(account: WireDocument, meter: string, facts: WireDocument | null): WireDocument {
  const { [meter]: former, ...rest } = account.usage as Readonly<Record<string, WireDocument>>;
  return { ...account, usage: facts === null ? rest : { ...rest, [meter]: { ...former, ...facts } } };
}

/**
 * The account with another quantity of one meter in this period, of whole units: each of its days has as many times as
 * much, or no day has any from where a limit stopped them.
 */
export function withQuantity(
  account: WireDocument,
  meter: string,
  quantity: number,
  how: 'scaled' | 'stopped',
): WireDocument {
  const { series, ...former } = (account.usage as Readonly<Record<string, WireDocument>>)[meter] ?? {};
  const daily = series as { readonly values: readonly string[] };
  let left = Number(former.quantity);
  const start = daily.values.findLastIndex((value) => (left -= Number(value)) <= 0);
  let [before, after] = [0, 0];
  const values = daily.values.map((value, index) => {
    if (index < start) return value;
    before += Number(value);
    const total = how === 'stopped' ? Math.min(before, quantity) : (before * quantity) / Number(former.quantity);
    const added = Math.round(total) - after;
    after += added;
    return String(added);
  });
  return withUsage(account, meter, { quantity: String(quantity), series: { ...daily, values } });
}

/** The account with one more burst of a meter's usage on a day that is over, so many days ago. */
export function withBurst(account: WireDocument, meter: string, more: number, daysAgo: number): WireDocument {
  const { series, quantity } = (account.usage as Readonly<Record<string, WireDocument>>)[meter] ?? {};
  const daily = series as { readonly values: readonly string[] };
  const at = daily.values.length - 1 - daysAgo;
  const values = daily.values.map((value, index) => String(Number(value) + (index === at ? more : 0)));
  return withUsage(account, meter, { quantity: String(Number(quantity) + more), series: { ...daily, values } });
}

export function withSubscription(account: WireDocument, facts: WireDocument): WireDocument {
  return { ...account, subscription: { ...(account.subscription as WireDocument), ...facts } };
}

/** Every amount of money of a document times a factor, with so many decimals: the same prices in another currency. */
export function inCurrency(document: WireDocument, currency: string, factor: number, decimals: number): WireDocument {
  const convert = (text: string) => trim((Number(text) * factor).toFixed(decimals + 6), decimals);
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => walk(each, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
    }
    if (typeof value !== 'string') return value;
    if (value === document.currency) return currency;
    return MONEY.has(key) ? (key === 'unit_amount' ? convert(value) : trim(convert(value), decimals, true)) : value;
  };
  return walk(document, '') as WireDocument;
}

const MONEY = new Set(['amount', 'unit_amount', 'flat_amount', 'balance', 'granted', 'total', 'maximum_amount']);

/** Without zeros at the end; a price that is whole cents keeps its decimals. */
function trim(text: string, decimals: number, round = false): string {
  const [whole = '0', fraction = ''] = (round ? Number(text).toFixed(decimals) : text).split('.');
  const kept = round ? fraction : fraction.replace(/0+$/, '').padEnd(decimals, '0');
  return kept ? `${whole}.${kept}` : whole;
}

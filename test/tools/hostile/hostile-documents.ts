import { ContractError, parseAccount, parseCatalog } from '../../../src/contract/index.ts';

/** Two documents, as parsed JSON, and the id of the meter that they are most about. */
export interface HostilePair {
  readonly catalog: unknown;
  readonly account: unknown;
  readonly meter: string;
}

/** What becomes of an id: the same name always the same id, other names other ids. */
type IdOf = (name: string) => string;

const plainId: IdOf = (name) => name;

/** Of the catalog's plans, the first that have a price or say that there is none to be had. */
const PRICED_PLANS = 4;

/**
 * First a text in every text, id and address, and last where a refusal repeats what it refuses. Only where the text is no
 * id, which takes the first pair with it, one before it with ids of our own: elsewhere that would show nothing more.
 */
export function hostilePairs(text: string): HostilePair[] {
  const everywhere = pairOf(text, hostileIds(text));
  return [...(isRead(everywhere) ? [] : [pairOf(text, plainId)]), everywhere, refusedPair(text)];
}

function hostileIds(text: string): IdOf {
  const names: string[] = [];
  return (name) => {
    if (!names.includes(name)) names.push(name);
    const index = names.indexOf(name);
    return index === 0 ? text : `${text} ${index}`;
  };
}

/** Whole: every plan is there to be priced, but those that are wrong on purpose. */
function isRead({ catalog, account }: HostilePair): boolean {
  try {
    parseAccount(account);
    return parseCatalog(catalog).plans.every(({ problems }, index) => problems.length > 0 === index >= PRICED_PLANS);
  } catch (error) {
    if (error instanceof ContractError) return false;
    throw error;
  }
}

function pairOf(text: string, id: IdOf): HostilePair {
  // The meter first: of all ids it is the one that stands as it is.
  const meter = id('calls');
  return { meter, catalog: catalogOf(text, id), account: accountOf(text, id) };
}

function catalogOf(text: string, id: IdOf): unknown {
  const unit = { zero: text, one: text, two: text, few: text, many: text, other: text };
  return {
    version: 1,
    currency: 'EUR',
    contact: text,
    meters: [
      { id: id('calls'), name: text, unit, counts: text },
      { id: id('seats'), name: text, unit, counts: text, kind: 'seats', aggregation: 'max' },
      { id: id('pool'), name: text, unit, counts: text, sum_of: [{ meter: id('calls'), multiply_by: '2' }] },
    ],
    examples: [{ name: text, quantities: { [id('calls')]: '1200' } }],
    plans: [
      {
        ...face(text, id, 'team'),
        action: { url: text, label: text },
        charges: charges(text, id),
        discounts: [{ id: id('less'), name: text, kind: 'percent', value: '10', ends_at: '2026-12-31' }],
        limits: [{ id: id('cap'), meter: id('calls'), quantity: '9000', effect: 'block', consent_wanted: true }],
      },
      {
        ...face(text, id, 'more'),
        action: { url: `https://pay.example/${text}`, label: text },
        charges: charges(text, id).slice(0, 2),
        commitment: { amount: '200' },
      },
      { ...face(text, id, 'year'), family: id('team'), interval: { unit: 'year' }, charges: charges(text, id) },
      { ...face(text, id, 'talk'), contact: true, action: { url: `mailto:${text}`, label: text } },
      // Without a price, for a reason that repeats the text.
      { ...face(text, id, 'wrong'), charges: [{ id: id('base'), model: text, [text]: text }] },
      {
        ...face(text, id, 'lost'),
        charges: [{ id: id('base'), model: 'per_unit', meter: `${text}!`, unit_amount: '1' }],
      },
    ],
  };
}

function face(text: string, id: IdOf, plan: string): { readonly id: string; readonly [field: string]: unknown } {
  return {
    id: id(plan),
    family: id(plan),
    name: text,
    description: text,
    features: [{ text }, { text, included: false }],
  };
}

function charges(text: string, id: IdOf): unknown[] {
  const said = { name: text, description: text };
  return [
    { id: id('base'), ...said, model: 'flat', amount: '49.00', tax_category: id('goods') },
    {
      id: id('usage'),
      ...said,
      model: 'graduated',
      meter: id('calls'),
      included: { quantity: '500', per: id('seats') },
      tiers: [{ up_to: '2000', unit_amount: '0.05' }, { unit_amount: '0.02' }],
    },
    { id: id('editors'), ...said, model: 'per_unit', meter: id('seats'), unit_amount: '9', timing: 'in_advance' },
    {
      id: id('weighted'),
      ...said,
      model: 'per_unit',
      meter: id('pool'),
      unit_amount: '0.001',
      package: { size: '100' },
    },
    { id: id('extra'), ...said, model: 'flat', amount: '12', optional: true },
  ];
}

function accountOf(text: string, id: IdOf): unknown {
  const day = { start: '2026-10-01', end: '2026-11-01' };
  return {
    version: 1,
    id: text,
    revision: 1,
    as_of: '2026-11-22T09:00:00Z',
    time_zone: 'Europe/Paris',
    currency: 'EUR',
    contact: `/${text}`,
    subscription: {
      plan: id('team'),
      anchor: '2026-01-01',
      add_ons: [id('extra')],
      scheduled: [{ at: '2026-12-01', plan: id('more'), quantities: { [id('seats')]: '4' } }],
    },
    usage: {
      [id('calls')]: { quantity: '4321', provisional: '12', evidence_url: text, series },
      [id('seats')]: { quantity: '3', active: '2', evidence_url: `https://proof.example/?${text}` },
      // Of no meter, which is said by name.
      [`${text}!`]: { quantity: '7' },
    },
    billed: [{ charge: id('base'), amount: '49', period: { start: '2026-11-01', end: '2026-12-01' }, invoice: text }],
    pending_items: [{ id: id('item'), name: text, amount: '3.21' }],
    last_invoices: [
      {
        id: text,
        plan: id('team'),
        period: day,
        total: '77',
        lines: [{ charge: id('usage'), name: text, quantity: '1000', amount: '20' }],
      },
    ],
    discounts: [{ id: id('kind'), name: text, kind: 'fixed', value: '2', scope: 'line', charges: [id('usage')] }],
    commitment: { amount: '150', counted: '0' },
    tax: { behavior: 'exclusive', rates: { standard: [{ name: text, rate_pct: '20' }], [id('goods')]: [] } },
    credits: [
      { id: id('gift'), name: text, unit: 'EUR', balance: '5', expires_at: '2026-12-24' },
      { id: id('units'), name: text, unit: id('calls'), balance: '100', source: 'purchased' },
    ],
    limits: [
      { id: id('mine'), meter: id('calls'), quantity: '5000' },
      { id: id('budget'), on: 'invoice', amount: '120' },
    ],
  };
}

const series = {
  of: 'increments',
  from: '2026-11-01',
  values: Array.from({ length: 21 }, (_, day) => `${150 + ((day * 37) % 90)}`),
};

/** Refused: what stands where a number should, the fields' names and a plan that is there twice. */
function refusedPair(text: string): HostilePair {
  const good = pairOf('Text', plainId);
  const account = {
    ...(good.account as object),
    time_zone: text,
    currency: text,
    usage: { [text]: { quantity: text, series: { of: text, from: text, values: [text] } } },
  };
  return { ...good, account };
}

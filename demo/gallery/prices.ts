import { isoDay, localDay, monthlyCycle } from '../data/calendar.ts';
import type { GalleryGroup } from './gallery-state.ts';

const ZONE = 'Europe/Lisbon';

const METERS = [
  { id: 'editors', kind: 'seats', aggregation: 'max', name: 'Editors', unit: { one: 'editor', other: 'editors' } },
  { id: 'viewers', kind: 'seats', aggregation: 'last', name: 'Viewers', unit: { one: 'viewer', other: 'viewers' } },
  { id: 'members', kind: 'seats', aggregation: 'unique', name: 'Members', unit: { one: 'member', other: 'members' } },
  { id: 'calls', name: 'API calls', unit: { one: 'call', other: 'calls' } },
  { id: 'storage', aggregation: 'average', name: 'Storage', unit: { other: 'MB' } },
  { id: 'messages', name: 'Messages', unit: { one: 'message', other: 'messages' } },
  { id: 'chats', name: 'Chats', unit: { one: 'chat', other: 'chats' } },
  { id: 'images', name: 'Images', unit: { one: 'image', other: 'images' } },
  {
    id: 'ai_credits',
    name: 'AI credits',
    unit: { one: 'credit', other: 'credits' },
    counts: 'A chat costs one credit, an image ten.',
    sum_of: [{ meter: 'chats' }, { meter: 'images', multiply_by: '10' }],
  },
  { id: 'sales', kind: 'money', name: 'Assisted sales', unit: { other: 'of assisted sales' } },
  {
    id: 'payments',
    kind: 'money',
    aggregation: 'events',
    name: 'Payments',
    unit: { one: 'payment', other: 'payments' },
  },
];

const CHARGES = [
  { id: 'base', name: 'Platform fee', model: 'flat', amount: '99.00' },
  { id: 'setup', name: 'Setup', model: 'flat', amount: '250.00', timing: 'once' },
  { id: 'support', name: 'Priority support', model: 'flat', amount: '49.00', optional: true },
  {
    id: 'editors',
    name: 'Editors, at least three',
    meter: 'editors',
    model: 'per_unit',
    unit_amount: '12.00',
    minimum_quantity: '3',
  },
  { id: 'viewers', name: 'Viewers', meter: 'viewers', model: 'per_unit', unit_amount: '0' },
  {
    id: 'members',
    name: 'Members, in bundles',
    meter: 'members',
    model: 'stairstep',
    beyond_last: 'not_sold',
    tiers: [
      { up_to: '5', flat_amount: '20' },
      { up_to: '10', flat_amount: '35' },
      { up_to: '25', flat_amount: '75' },
    ],
  },
  {
    id: 'calls',
    name: 'Calls, 2,000 included per editor',
    meter: 'calls',
    model: 'graduated',
    included: { quantity: '2000', per: 'editors' },
    tiers: [
      { up_to: '100000', unit_amount: '0.002' },
      { up_to: null, unit_amount: '0.0012', flat_amount: '5.00' },
    ],
  },
  {
    id: 'storage',
    name: 'Storage, by whole GB',
    meter: 'storage',
    model: 'volume',
    convert: { divide_by: '1024', round: { increment: '1', mode: 'up' } },
    tiers: [
      { up_to: '100', unit_amount: '0.10' },
      { up_to: null, unit_amount: '0.08' },
    ],
  },
  {
    id: 'messages',
    name: 'Messages, a cliff at 1,000',
    meter: 'messages',
    model: 'per_unit',
    unit_amount: '0.05',
    included: { quantity: '1000', mode: 'cliff' },
  },
  {
    id: 'ai',
    name: 'AI credits, per started 1,000',
    meter: 'ai_credits',
    model: 'per_unit',
    unit_amount: '5.00',
    package: { size: '1000', rounding: 'up' },
  },
  {
    id: 'share',
    name: 'Share of sales, 50 to 900',
    meter: 'sales',
    model: 'graduated',
    minimum_amount: '50',
    maximum_amount: '900',
    tiers: [
      { up_to: '10000', rate_pct: '2' },
      { up_to: null, rate_pct: '1' },
    ],
  },
  {
    id: 'payments',
    name: 'Payments, the first is free',
    meter: 'payments',
    model: 'per_event',
    rate_pct: '1.5',
    fixed_amount: '0.25',
    free_events: '1',
    event_maximum: '12',
  },
];

/** Every pricing model at once, each line with other steps. */
export function prices(instant: number): GalleryGroup {
  const today = localDay(instant, ZONE);
  const { anchor, periods } = monthlyCycle(today, 20, 0);
  const [period] = periods;
  const plan = { family: 'all', rank: 1, name: 'All at once', interval: { unit: 'month' }, charges: CHARGES };
  const catalog = {
    version: 1,
    currency: 'EUR',
    contact: '/help',
    meters: METERS,
    plans: [
      { ...plan, id: 'all' },
      {
        ...plan,
        id: 'floor',
        family: 'floor',
        rank: 2,
        name: 'With a floor and a ceiling',
        minimum_amount: '1200.00',
        maximum_amount: '1500.00',
      },
    ],
  };
  const account = {
    version: 1,
    revision: 1,
    as_of: new Date(instant).toISOString(),
    time_zone: ZONE,
    currency: 'EUR',
    subscription: {
      plan: 'all',
      anchor: isoDay(anchor),
      started_at: isoDay(anchor),
      renews_at: isoDay(period.end),
      add_ons: ['support'],
    },
    usage: {
      editors: { quantity: '8', active: '5' },
      viewers: { quantity: '40' },
      members: {
        quantity: '9',
        series: {
          of: 'cumulative',
          from: isoDay(period.start),
          values: Array.from({ length: today - period.start + 1 }, (_, day) =>
            String(Math.min(9, 5 + Math.floor(day / 3))),
          ),
        },
      },
      calls: { quantity: '150000.5' },
      storage: { quantity: '51201' },
      messages: { quantity: '1001' },
      chats: { quantity: '1500' },
      images: { quantity: '60' },
      sales: { quantity: '18000' },
      payments: { events: ['100', '40.50', '2000'] },
    },
    discounts: [
      {
        id: 'welcome',
        name: 'Welcome',
        kind: 'percent',
        value: '10',
        scope: 'line',
        charges: ['calls'],
        ends_at: isoDay(period.end + 60),
      },
      {
        id: 'volume',
        name: 'Volume discount',
        kind: 'percent',
        scope: 'invoice',
        tiers: [
          { up_to: '500', value: '0' },
          { up_to: null, value: '5' },
        ],
      },
    ],
    tax: { behavior: 'exclusive', rates: { standard: [{ name: 'IVA', rate_pct: '23' }] } },
  };
  return {
    title: 'Prices',
    states: [
      {
        id: 'every-model',
        title: 'Every pricing model',
        note: 'Twelve charges, each with steps of another kind; an add-on is taken, a setup fee comes once.',
        catalog: { json: catalog },
        account: { json: account },
      },
    ],
  };
}

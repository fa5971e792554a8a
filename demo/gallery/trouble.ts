import type { WireDocument } from '../api/companies.ts';
import { quaystoneAccount } from '../data/quaystone.ts';
import { planOf, withCharges, withPlans, withSubscription, withUsage } from './edit-document.ts';
import type { Catalogs, GalleryGroup, GalleryState, Reply } from './gallery-state.ts';

/** Endpoints that fail, and documents that do not fit. */
export function trouble({ quaystone }: Catalogs, instant: number): GalleryGroup {
  const account = quaystoneAccount(instant);
  const catalog = { json: quaystone };
  const good = { json: account };
  const failing = (id: string, title: string, note: string, reply: Reply): GalleryState => ({
    id,
    title,
    note,
    catalog,
    account: reply,
  });
  const withPrices = (id: string, title: string, note: string, json: WireDocument): GalleryState => ({
    id,
    title,
    note,
    catalog: { json },
    account: good,
  });
  const scaleCharge = (edit: (charge: WireDocument) => WireDocument) =>
    withPlans(quaystone, (plan) =>
      plan.id === 'scale' ? withCharges(plan, (charge) => (charge.id === 'api_calls' ? edit(charge) : charge)) : plan,
    );

  return {
    title: 'Trouble',
    states: [
      failing('skeleton', 'Slow endpoint', 'Nothing has come yet: the skeleton has the final size.', 'nothing, ever'),
      failing('failed-500', 'Server error', 'The reason in words, and a way to try again.', { status: 500 }),
      failing('failed-401', 'Not signed in', 'The session has ended.', { status: 401 }),
      failing('failed-403', 'Not allowed', 'This visitor may not see the bill.', { status: 403 }),
      failing('failed-429', 'Busy', 'The endpoint asks to come back in a minute.', {
        status: 429,
        headers: { 'retry-after': '60' },
      }),
      failing('failed-html', 'A web page instead of data', 'A proxy answered with its sign-in page.', {
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><title>Sign in</title>',
      }),
      failing('failed-network', 'No connection', 'The endpoint cannot be reached.', 'no network'),
      failing('failed-contract', 'A document that cannot be read', 'The place of the mistake is named.', {
        json: { ...account, as_of: 'yesterday' },
      }),
      {
        id: 'stale',
        title: 'Stale',
        note: 'The first answer was good, all later ones fail: the last data stays, and says how old it is.',
        catalog,
        account: good,
        later: { status: 500 },
        refresh: 2,
      },
      failing('not-reported', 'A meter is not reported', 'Its line has no price, and no total pretends otherwise.', {
        json: withUsage(account, 'address_checks', null),
      }),
      {
        id: 'without-charge',
        title: 'Usage without a charge',
        note: 'The plan has no price for faxes: they are named, and not forgotten.',
        catalog: {
          json: {
            ...quaystone,
            meters: [
              ...(quaystone.meters as readonly WireDocument[]),
              { id: 'faxes', name: 'Faxes', unit: { one: 'fax', other: 'faxes' } },
            ],
          },
        },
        account: { json: withUsage(account, 'faxes', { quantity: '12' }) },
      },
      failing('unknown-meter', 'Usage that the price list does not name', 'The meter is in no catalog.', {
        json: withUsage(account, 'telegrams', { quantity: '3' }),
      }),
      withPrices(
        'unknown-model',
        'Unknown pricing model',
        'Scale cannot be priced here, by name; the other plans can.',
        scaleCharge((charge) => ({ ...charge, model: 'auction' })),
      ),
      withPrices(
        'unknown-field',
        'Unknown field in a tier',
        'It may change the price, so Scale has none here.',
        scaleCharge((charge) => ({
          ...charge,
          tiers: (charge.tiers as readonly WireDocument[]).map((tier) => ({ ...tier, off_peak_amount: '0.0002' })),
        })),
      ),
      failing('own-plan-unpriceable', 'The account’s own plan cannot be priced', 'No total, and the reason.', {
        json: withSubscription(account, { plan: { ...planOf(quaystone, 'foundation'), surge: true } }),
      }),
      failing('currencies', 'Two currencies', 'The account is billed in euros, the prices are in dollars: no total.', {
        json: { ...account, currency: 'EUR', credits: [] },
      }),
      failing('unknown-plan', 'A plan that is in no catalog', 'The account names a plan nobody knows.', {
        json: withSubscription(account, { plan: 'legacy' }),
      }),
      {
        id: 'offline',
        title: 'Offline',
        note: 'Open this state alone and switch the network off: the last data stays.',
        catalog,
        account: good,
        refresh: 5,
      },
    ],
  };
}

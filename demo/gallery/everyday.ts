import { ardesiaAccount } from '../data/ardesia.ts';
import { addMonths, isoDay, localDay } from '../data/calendar.ts';
import { quaystoneAccount } from '../data/quaystone.ts';
import { tillaAccount } from '../data/tilla.ts';
import type { WireDocument } from '../api/companies.ts';
import { planOf, withCharges, withPlans, withSubscription, withUsage } from './edit-document.ts';
import type { Catalogs, GalleryGroup } from './gallery-state.ts';

/** The three companies, and the phases of a subscription. */
export function everyday({ ardesia, quaystone, tilla }: Catalogs, instant: number): GalleryGroup {
  const account = quaystoneAccount(instant);
  const catalog = { json: quaystone };
  const today = localDay(instant, account.time_zone);
  const renewsAt = account.subscription.renews_at;
  const { anchor: _anchor, ...subscription } = account.subscription;
  const fresh = { ...account, billed: [], last_invoices: [], discounts: [], credits: [] };

  return {
    title: 'Everyday',
    states: [
      {
        id: 'usage',
        title: 'Usage with an allowance',
        note: 'Base fee, calls beyond the allowance, bands of checks, an offer that ends, prepaid credits.',
        catalog,
        account: { json: account },
      },
      {
        id: 'seats',
        title: 'Editors and viewers',
        note: 'Seats bought, active and free; two joined in mid-period and stand on the next invoice already.',
        catalog: { json: ardesia },
        account: { json: ardesiaAccount(instant) },
      },
      {
        id: 'outcomes',
        title: 'Outcomes and revenue share',
        note: 'Some outcomes are provisional, with a link to the evidence; tax is a reverse charge.',
        catalog: { json: tilla },
        account: { json: tillaAccount(instant) },
      },
      {
        id: 'no-usage-yet',
        title: 'No usage yet',
        note: 'The period began today: only the platform fee stands.',
        catalog,
        account: {
          json: {
            ...fresh,
            subscription: {
              ...subscription,
              anchor: isoDay(today),
              started_at: isoDay(today),
              renews_at: isoDay(addMonths(today, 1)),
            },
            usage: {
              api_calls: { quantity: '0' },
              address_checks: { quantity: '0' },
              dedicated_ips: { quantity: '0' },
            },
          },
        },
      },
      {
        id: 'new-customer',
        title: 'New customer, no history',
        note: 'Eight days old: nothing to compare with, and little to expect from.',
        catalog,
        account: {
          json: {
            ...fresh,
            subscription: {
              ...subscription,
              anchor: isoDay(today - 7),
              started_at: isoDay(today - 7),
              renews_at: isoDay(addMonths(today - 7, 1)),
            },
            usage: {
              api_calls: {
                quantity: '31840',
                series: {
                  of: 'increments',
                  from: isoDay(today - 7),
                  values: ['120', '2210', '4120', '5980', '6010', '5230', '4950', '3220'],
                },
              },
              address_checks: { quantity: '310' },
              dedicated_ips: { quantity: '0' },
            },
          },
        },
      },
      {
        id: 'trial',
        title: 'Trial',
        note: 'Six days of the trial are left; what comes after it is said.',
        catalog,
        account: {
          json: withSubscription(fresh, {
            status: 'trialing',
            trial_ends_at: isoDay(today + 6),
            started_at: isoDay(today - 8),
          }),
        },
      },
      {
        id: 'change-booked',
        title: 'Plan change already booked',
        note: 'At the end of the period the account moves to Scale.',
        catalog,
        account: { json: withSubscription(account, { scheduled: [{ at: renewsAt, plan: 'scale' }] }) },
      },
      {
        id: 'new-prices',
        title: 'New prices announced',
        note: 'A price list follows: Foundation costs more, Scale less, Flex is no longer sold.',
        catalog: { json: { ...quaystone, next: followingPrices(quaystone, isoDay(addMonths(today, 2))) } },
        account: { json: account },
      },
      {
        id: 'ends',
        title: 'Cancelled, still running',
        note: 'The subscription ends with the period.',
        catalog,
        account: { json: withSubscription(account, { renews_at: null, ends_at: renewsAt }) },
      },
      {
        id: 'yearly',
        title: 'Yearly plan in mid-term',
        note: 'The fee was paid five months ago for a year; usage is billed each month.',
        catalog,
        account: {
          json: {
            ...withSubscription(account, {
              plan: 'foundation_year',
              anchor: isoDay(addMonths(today - 21, -5)),
              started_at: isoDay(addMonths(today - 21, -17)),
              renews_at: isoDay(addMonths(today - 21, 7)),
            }),
            billed: [
              {
                charge: 'base',
                amount: '378.00',
                period: { start: isoDay(addMonths(today - 21, -5)), end: isoDay(addMonths(today - 21, 7)) },
                invoice: 'QS-2209',
              },
            ],
          },
        },
      },
      {
        id: 'grandfathered',
        title: 'Grandfathered plan',
        note: 'The account’s plan is in no catalog any more: it says so itself.',
        catalog,
        account: {
          json: withSubscription(account, {
            plan: {
              ...withCharges(planOf(quaystone, 'foundation'), (charge) =>
                charge.id === 'base' ? { ...charge, amount: '25.00' } : charge,
              ),
              id: 'foundation_2023',
              family: 'foundation_2023',
              name: 'Foundation 2023',
              action: null,
            },
          }),
        },
      },
      {
        id: 'from-scratch',
        title: 'From scratch',
        note: 'A price list without an account: it starts at the first of the catalog’s examples.',
        catalog,
        account: null,
      },
      {
        id: 'negative',
        title: 'Negative correction',
        note: 'More was taken back than counted: the quantity is below zero and counts as zero.',
        catalog,
        account: { json: withUsage(account, 'address_checks', { quantity: '-120', series: null }) },
      },
    ],
  };
}

/** Other platform fees, and one plan less. */
function followingPrices(catalog: WireDocument, from: string): WireDocument {
  const fees: Readonly<Record<string, string>> = { foundation: '39.00', scale: '84.00' };
  const next = withPlans(catalog, (plan) =>
    plan.id === 'flex'
      ? null
      : withCharges(plan, (charge) =>
          charge.id === 'base' ? { ...charge, amount: fees[String(plan.id)] ?? charge.amount } : charge,
        ),
  );
  return { ...next, effective_from: from };
}

import { addMonths, isoDay, localDay } from '../data/calendar.ts';
import { quaystoneAccount } from '../data/quaystone.ts';
import { tillaAccount } from '../data/tilla.ts';
import { withBurst, withQuantity } from './edit-document.ts';
import type { Catalogs, GalleryGroup } from './gallery-state.ts';

/** Limits that notify or stop, credits that end, a commitment. */
export function limits({ quaystone, tilla }: Catalogs, instant: number): GalleryGroup {
  const account = quaystoneAccount(instant);
  const agent = tillaAccount(instant);
  const catalog = { json: quaystone };
  const today = localDay(instant, account.time_zone);
  const [budget] = account.limits;
  const [prepaid] = account.credits;
  const renewsAt = account.subscription.renews_at;

  return {
    title: 'Limits, credits, commitment',
    states: [
      {
        id: 'over-soft-limit',
        title: 'Over a soft limit',
        note: 'The budget is passed. It notifies and stops nothing, which is said in words.',
        catalog,
        account: { json: { ...account, limits: [{ ...budget, amount: '250.00' }] } },
      },
      {
        id: 'hard-cap',
        title: 'Stopped at a hard limit',
        note: 'The cap is reached: calls are refused since then, and the bill does not grow.',
        catalog,
        account: {
          json: {
            ...withQuantity(account, 'api_calls', 200_000, 'stopped'),
            limits: [{ id: 'cap', meter: 'api_calls', quantity: '200000', effect: 'block', set_by: 'customer' }],
          },
        },
      },
      {
        id: 'consent-wanted',
        title: 'Stopped, consent wanted',
        note: 'The agent rests until somebody agrees to go on.',
        catalog: { json: tilla },
        account: { json: withQuantity(agent, 'resolved', 900, 'scaled') },
      },
      {
        id: 'limit-ahead',
        title: 'A hard limit ahead',
        note: 'At this rate the cap is reached before the period ends.',
        catalog,
        account: {
          json: {
            ...account,
            limits: [{ id: 'cap', meter: 'api_calls', quantity: '260000', effect: 'block', set_by: 'customer' }],
          },
        },
      },
      {
        id: 'far-over-included',
        title: 'Far over what is included',
        note: 'Nearly five times the included calls, drawn honestly.',
        catalog,
        account: { json: withQuantity(account, 'api_calls', 489_212, 'scaled') },
      },
      {
        id: 'unusual-day',
        title: 'An unusual day',
        note: 'Nearly a week’s calls came in one day, which is said with what it costs.',
        catalog,
        account: { json: withBurst(account, 'api_calls', 60_000, 2) },
      },
      {
        id: 'credits-expire',
        title: 'Credits about to expire',
        note: 'Most of the prepaid credit ends in three days.',
        catalog,
        account: {
          json: {
            ...account,
            credits: [{ ...prepaid, balance: '420.00', granted: '500.00', expires_at: isoDay(today + 3) }],
          },
        },
      },
      {
        id: 'credits-cover-all',
        title: 'Nothing to pay',
        note: 'The credit covers the whole invoice.',
        catalog,
        account: {
          json: { ...account, credits: [{ ...prepaid, balance: '2400.00', granted: '3000.00', expires_at: null }] },
        },
      },
      {
        id: 'credits-stop',
        title: 'A credit that stops usage',
        note: 'The prepaid credit pays about what is used by the last week of the month; then usage stops.',
        catalog,
        account: {
          json: {
            ...account,
            credits: [{ ...prepaid, balance: '380.00', granted: '1000.00', expires_at: null, when_empty: 'block' }],
          },
        },
      },
      {
        id: 'credits-stopped',
        title: 'A credit that is used up',
        note: 'What is used so far has used up the credit: usage has stopped.',
        catalog,
        account: {
          json: {
            ...account,
            credits: [{ ...prepaid, balance: '120.00', granted: '1000.00', expires_at: null, when_empty: 'block' }],
          },
        },
      },
      {
        id: 'unit-credits',
        title: 'Credits in units',
        note: 'Address checks were bought in advance; when they are used up, checks stop.',
        catalog,
        account: {
          json: {
            ...account,
            credits: [
              {
                id: 'checks',
                name: 'Pack of 10,000 checks',
                unit: 'address_checks',
                balance: '5200',
                granted: '10000',
                source: 'purchased',
                expires_at: isoDay(addMonths(today, 8)),
                when_empty: 'block',
              },
            ],
          },
        },
      },
      {
        id: 'commitment',
        title: 'Minimum commitment',
        note: 'A minimum spend over a quarter: what is missing from it becomes a line of its own.',
        catalog,
        account: {
          json: {
            ...account,
            commitment: {
              amount: '1300.00',
              period: { start: isoDay(addMonths(today - 21, -2)), end: renewsAt },
              counted: '690.40',
              basis: 'before_discounts',
            },
          },
        },
      },
    ],
  };
}

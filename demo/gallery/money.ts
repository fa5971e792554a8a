import { quaystoneAccount } from '../data/quaystone.ts';
import { inCurrency, withCharges, withPlans, withUsage } from './edit-document.ts';
import type { Catalogs, GalleryGroup, GalleryState } from './gallery-state.ts';

/** Currencies, taxes, very large and very small numbers. */
export function money({ quaystone }: Catalogs, instant: number): GalleryGroup {
  const account = quaystoneAccount(instant);
  const catalog = { json: quaystone };
  const inMoney = (id: string, title: string, currency: string, factor: number, decimals: number): GalleryState => ({
    id,
    title,
    note: `The same prices in ${currency}: every amount has ${decimals} decimals.`,
    catalog: { json: inCurrency(quaystone, currency, factor, decimals) },
    account: { json: inCurrency(account, currency, factor, decimals) },
  });
  const withTax = (id: string, title: string, note: string, tax: object): GalleryState => ({
    id,
    title,
    note,
    catalog,
    account: { json: { ...account, tax } },
  });
  const standard = [{ name: 'VAT', rate_pct: '19' }];

  return {
    title: 'Money and numbers',
    states: [
      inMoney('zero-decimals', 'Currency without decimals', 'JPY', 150, 0),
      inMoney('three-decimals', 'Currency with three decimals', 'KWD', 0.31, 3),
      withTax('tax-inclusive', 'Tax included', 'Prices hold the tax; it is shown as a part of them.', {
        behavior: 'inclusive',
        rates: { standard },
      }),
      withTax('tax-unknown', 'Tax unknown', 'Tax may come on top, and nobody here knows how much.', {
        behavior: 'unknown',
      }),
      withTax('tax-several', 'Several taxes', 'Two rates, the second on top of the first.', {
        behavior: 'exclusive',
        rates: {
          standard: [
            { name: 'Goods and services tax', rate_pct: '5' },
            { name: 'Provincial tax', rate_pct: '9.975', compound: true },
          ],
        },
      }),
      {
        id: 'huge',
        title: 'Huge numbers',
        note: 'Trillions of calls and an invoice of ten digits: nothing breaks its box.',
        catalog: { json: withPlans(quaystone, (plan) => ({ ...plan, limits: [] })) },
        account: {
          json: withUsage({ ...account, limits: [], credits: [], last_invoices: [] }, 'api_calls', {
            quantity: '9123456789012',
            series: null,
          }),
        },
      },
      {
        id: 'tiny',
        title: 'Tiny unit prices',
        note: 'A price of eleven decimals stays as it was published.',
        catalog: {
          json: withPlans(quaystone, (plan) =>
            withCharges(plan, (charge) =>
              charge.id === 'api_calls'
                ? { ...charge, tiers: [{ up_to: null, unit_amount: '0.00000012345' }] }
                : charge,
            ),
          ),
        },
        account: { json: account },
      },
    ],
  };
}

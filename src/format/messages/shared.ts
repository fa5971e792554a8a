import { once } from '../../engine/once.ts';
import type { Message } from '../message.ts';

/** What all widgets say. `{count}` chooses the plural; see `Message`. */
export const SHARED = once(
  () =>
    ({
      /** BCP 47 tag of the language these messages are written in. */
      language: 'en',

      // How values are put together.
      quantity: '{quantity} {unit}',
      'unit_price.unit': '{price} per {unit}',
      'unit_price.package': '{price} per {quantity} {unit}',
      'per.day': { one: '{amount} a day', other: '{amount} every {count} days' },
      'per.week': { one: '{amount} a week', other: '{amount} every {count} weeks' },
      'per.month': { one: '{amount} a month', other: '{amount} every {count} months' },
      'per.year': { one: '{amount} a year', other: '{amount} every {count} years' },
      'every.day': { one: 'Daily', other: 'Every {count} days' },
      'every.week': { one: 'Weekly', other: 'Every {count} weeks' },
      'every.month': { one: 'Monthly', other: 'Every {count} months' },
      'every.year': { one: 'Yearly', other: 'Every {count} years' },
      'span.days': '{date} ({days})',
      'span.open': '{date}, {from} at the earliest',
      likely: 'likely {range}',
      billed: 'Billed',

      // The frame of every widget.
      loading: 'Loading …',
      try_again: 'Try again',
      as_of: 'as of {time}',
      as_of_live: 'as of {time}, live',
      stale: 'Updated {ago}.',
      stale_because: 'Updated {ago}; could not refresh. {reason}',
      offline: 'You are offline. Updated {ago}.',
      reset: 'Reset',
      announce_total: 'Total now {amount}',
      announce_unknown: 'The total is not known',

      // Of the price list that follows, where it is not known what it makes of a plan.
      new_prices: 'New prices from {date} on.',

      // A quantity that is tried out.
      'field.not_reported': 'not reported',
      'field.unreadable': '“{text}” cannot be read as a number. Write it like {example}.',
      'field.negative': 'A quantity cannot be below zero.',
      'field.too_long': 'At most 18 digits before the decimal separator, and 12 after it.',

      // Why there is nothing to show, or nothing new.
      'problem.offline': 'You are offline.',
      'problem.network': 'The billing service cannot be reached.',
      'problem.timeout': 'The billing service did not answer in time.',
      'problem.redirected': 'The billing service sent this page elsewhere, which is not followed.',
      'problem.unauthorized': 'You are not signed in, or your session has ended.',
      'problem.forbidden': 'You are not allowed to see this billing data.',
      'problem.not-found': 'There is no billing data at this address.',
      'problem.rate-limited': 'The billing service is busy.',
      'problem.rejected': 'The billing service refused the request.',
      'problem.server': 'The billing service has a problem.',
      'problem.not-json': 'The billing service answered with something that is not billing data.',
      'problem.bad-encoding': 'The billing data is not in a readable encoding.',
      'problem.too-large': 'The billing data is too large to show.',
      'problem.too-deep': 'The billing data is nested too deeply to read.',
      'problem.bad-url': 'The address of the billing service is not valid.',
      'problem.token': 'You could not be signed in to the billing service.',
      'problem.no-source': 'No billing data: this page does not say where it comes from.',
      'problem.catalog': 'The price list cannot be read: something is wrong at {path}.',
      'problem.account': 'The account cannot be read: something is wrong at {path}.',
      'problem.inline': 'The billing data in this page cannot be read: something is wrong at {path}.',
      'problem.internal': 'This cannot be shown because of an error in this widget.',

      // What is missing or wrong in the documents, beside what can be shown.
      not_reported: '{meter}: usage is not reported, so it has no price here.',
      usage_without_charge: '{meter}: this plan has no price for it.',
      unknown_meter: 'Usage is reported for “{meter}”, which the price list does not name.',
      unknown_name: 'The account names “{name}” ({field}), which the price list does not have.',
      currency_mismatch: 'The account is billed in {account}, but these prices are in {catalog}; no total is shown.',
      unknown_plan: 'The account’s plan “{plan}” is not in the price list, so it has no price here.',
      booked_plan: 'The plan “{plan}” is booked to follow, and has no price here; no total is shown.',
      unpriceable: '{plan} cannot be priced here: {path} {message}.',
      /** Instead of it where the words are others than these: the reader's reasons, `message`, are in English. */
      'unpriceable.elsewhere': '{plan} cannot be priced here: something is wrong at {path}.',
      not_sold: '{charge}: this quantity is not sold in {plan}.',
      uneven: '{charge}: months have no fixed number of weeks or days, so it has no price here.',
      negative: '{meter}: the quantity is below zero, which has no price here.',
      no_events: '{meter}: single amounts are not reported, so it has no price here.',
    }) as const satisfies Readonly<Record<string, Message>>,
);

import { once } from '../../engine/once.ts';
import type { Message } from '../message.ts';

/** What `<pb-plan-comparison>` says. Keys start with `comparison.`. */
export const PLAN_COMPARISON = once(
  () =>
    ({
      'comparison.label': 'Plan comparison',
      'comparison.title': 'What each plan would cost you',
      'comparison.interval_saves': '{interval} {percent}',
      'comparison.interval_saves_up_to': '{interval} up to {percent}',

      // The usage that all plans are priced at.
      'comparison.at_expected': 'At your expected usage:',
      'comparison.at': 'At these quantities:',
      'comparison.at_nothing': 'No quantities are known yet.',
      'comparison.usage_of': '{meter}: {quantity}',
      'comparison.more_meters': { one: 'and {count} more', other: 'and {count} more' },
      'comparison.change': 'Change',
      'comparison.start_from': 'Start from',
      'comparison.own_usage': 'Your usage',

      // A card: what it is.
      'comparison.own': 'your plan',
      'comparison.own_at.day': {
        one: 'your plan, currently billed daily',
        other: 'your plan, currently billed every {count} days',
      },
      'comparison.own_at.week': {
        one: 'your plan, currently billed weekly',
        other: 'your plan, currently billed every {count} weeks',
      },
      'comparison.own_at.month': {
        one: 'your plan, currently billed monthly',
        other: 'your plan, currently billed every {count} months',
      },
      'comparison.own_at.year': {
        one: 'your plan, currently billed yearly',
        other: 'your plan, currently billed every {count} years',
      },
      'comparison.ends': 'your plan until {date}',
      'comparison.selected': 'selected',
      'comparison.cheapest': 'cheapest for you',
      'comparison.cheapest_in': 'cheapest in {count} of 100 cases',
      'comparison.only.day': { one: 'daily only', other: 'every {count} days only' },
      'comparison.only.week': { one: 'weekly only', other: 'every {count} weeks only' },
      'comparison.only.month': { one: 'monthly only', other: 'every {count} months only' },
      'comparison.only.year': { one: 'yearly only', other: 'every {count} years only' },

      // A card: its price.
      'comparison.free': 'Free',
      'comparison.on_request': 'Price on request',
      'comparison.no_price': 'No price here',
      'comparison.plus_usage': '{price} + usage',
      'comparison.at_least': '{price}, at least {minimum}',
      'comparison.share_of': '{percent} of {meter}',
      'comparison.next': 'from {date} on {amount}',
      'comparison.difference': '{amount} compared with {plan}',
      'comparison.same': 'the same as {plan}',
      'comparison.saved.day': {
        one: '{percent} compared with paying daily',
        other: '{percent} compared with paying every {count} days',
      },
      'comparison.saved.week': {
        one: '{percent} compared with paying weekly',
        other: '{percent} compared with paying every {count} weeks',
      },
      'comparison.saved.month': {
        one: '{percent} compared with paying monthly',
        other: '{percent} compared with paying every {count} months',
      },
      'comparison.saved.year': {
        one: '{percent} compared with paying yearly',
        other: '{percent} compared with paying every {count} years',
      },
      'comparison.blocked': {
        0: 'It has no {unit}, which this usage needs.',
        other: 'Its limit of {quantity} would stop this usage.',
      },

      // A card: what to do.
      'comparison.start': 'Start',
      'comparison.trial': 'Start trial',
      'comparison.trial_days': { one: 'free for {count} day', other: 'free for {count} days' },
      'comparison.upgrade': 'Upgrade',
      'comparison.downgrade': 'Downgrade',
      'comparison.contact': 'Contact us',
      'comparison.to.day': { one: 'Switch to daily', other: 'Switch to every {count} days' },
      'comparison.to.week': { one: 'Switch to weekly', other: 'Switch to every {count} weeks' },
      'comparison.to.month': { one: 'Switch to monthly', other: 'Switch to every {count} months' },
      'comparison.to.year': { one: 'Switch to yearly', other: 'Switch to every {count} years' },
      'comparison.booked': 'Yours from {date}',
      'comparison.switch_costs': 'Switching today costs {amount} at once',
      'comparison.switch_returns': 'Switching today returns {amount}',

      // A card: why.
      'comparison.why': 'Why {amount}?',
      'comparison.sum': 'Together',
      'comparison.included': 'included',
      'comparison.not_included': 'not included',
      'comparison.all_features': 'Show all {count}',
      'comparison.fewer_features': 'Show fewer',

      // Break-evens: by themselves on a card, and after the plan's name beside the drawing.
      'comparison.cheaper_always': 'cheaper than {than} at any quantity',
      'comparison.cheaper_never': 'at no quantity cheaper than {than}',
      'comparison.cheaper_from': 'cheaper than {than} from {from}',
      'comparison.cheaper_up_to': 'cheaper than {than} up to {to}',
      'comparison.cheaper_between': 'cheaper than {than} between {from} and {to}',
      'comparison.stops': 'stops at {quantity}',
      'comparison.of_plan': '{plan}: {remark}',

      // The drawing.
      'comparison.cost': 'Cost',
      'comparison.cost_over': '{cost} over {meter}',
      'comparison.meter': 'Quantity along the axis',
      'comparison.read': 'Read the costs at a quantity',
      'comparison.you': 'you, {quantity}',
      'comparison.reading': '{quantity}: {costs}',
      'comparison.reading_plan': '{plan} {amount}',
      'comparison.above': '{plan}, above',
      'comparison.not_sold': 'not sold',
      'comparison.table': 'As a table',

      // What the costs are.
      'comparison.basis':
        'Each cost is that of a full regular period at these quantities, with lasting discounts only, before credits and before any tax that is added.',
      'comparison.basis_inclusive':
        'Each cost is that of a full regular period at these quantities, with lasting discounts only, tax included, before credits.',
    }) as const satisfies Readonly<Record<string, Message>>,
);

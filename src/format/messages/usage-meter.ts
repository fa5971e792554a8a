import { once } from '../../engine/once.ts';
import type { Message } from '../message.ts';

/** What `<pb-usage-meter>` says. Keys start with `meter.`. */
export const USAGE_METER = once(
  () =>
    ({
      'meter.label': 'Usage',
      'meter.unknown': 'The price list has no meter “{meter}”.',
      'meter.invoice': 'Invoice',
      'meter.empty': 'Nothing is counted on this plan.',

      // The head of a meter.
      'meter.of_included': '{used} of {total} included',
      'meter.of_limit': '{used} of {total}',
      'meter.so_far': '{used} so far',
      'meter.included': '{total} included',
      'meter.active': '{used} of {total} active',
      'meter.figure': '{used}',
      'meter.not_reported': 'not reported',
      'meter.not_known': 'not known',
      'meter.complete_until': 'Counted until {time}.',

      // Below the track. What they stand for is on the track, so they are short.
      'meter.mark.included': '{quantity} included',
      'meter.mark.then': '{quantity} included, then {price}',
      'meter.mark.block': 'limit {quantity}, stops',
      'meter.mark.notify': 'limit {quantity}, notifies',
      'meter.mark.trial': 'tried out: {quantity}',
      'meter.each': '{price} each',
      'meter.for': '{price} for {quantity}',

      // What will probably be.
      'meter.nothing_yet': 'Nothing used yet.',
      'meter.corrected': 'More was taken back than was counted.',
      'meter.at': 'At these quantities: {quantity}.',
      'meter.expected': 'Probably {quantity} by {date}.',
      'meter.likely': 'Probably about {quantity} by {date}, likely {low} to {high}.',
      'meter.expected_without': 'If nothing stopped it, probably {quantity} by {date}.',
      'meter.likely_without': 'If nothing stopped it, probably about {quantity} by {date}, likely {low} to {high}.',
      'meter.little_history': 'Few days of history: this may be far off.',
      'meter.unusual_day': '{quantity} on {date}, where about {usual} would have been usual.',
      'meter.high_usage': 'Probably much more than the {former} of the period before.',
      'meter.beyond_costs': 'What goes beyond that costs {amount} on the next invoice.',
      'meter.chance': '{count} in 100',
      'meter.chance_low': 'less than 3 in 100',
      'meter.chance_high': 'more than 97 in 100',

      // The included quantity.
      'meter.up_around': 'You will probably use up the {quantity} included around {when}.',
      'meter.up_perhaps': 'You may use up the {quantity} included, {from} at the earliest; chance: {chance}.',
      'meter.within': 'You will probably stay within what is included; chance of using it up: {chance}.',
      'meter.beyond': '{quantity} beyond what is included.',
      'meter.after': 'After that {price}.',
      'meter.from_here': 'From here {price}.',
      'meter.next': '{quantity} more: {price} at once.',

      // Limits.
      'meter.limit.plan': 'the plan’s limit of {quantity}',
      'meter.limit.customer': 'your limit of {quantity}',
      'meter.limit.company': 'the company’s limit of {quantity}',
      'meter.block.ok': 'Usage stops at {limit}.',
      'meter.block.chance': 'Usage stops at {limit}; chance of getting there: {chance}.',
      'meter.block.ahead': 'Usage stops at {limit}, probably around {when}: about {beyond} would not be served.',
      'meter.block.short': 'Usage stops at {limit}: about {beyond} would not be served.',
      'meter.block.unavoidable': 'The invoice will be above {limit}, whatever is used.',
      'meter.block.reached': 'Stopped at {limit}: nothing more is served.',
      'meter.block.reached_until': 'Stopped at {limit}: nothing more is served before {date}.',
      'meter.notify.ok': 'At {limit} you are notified only, nothing stops.',
      'meter.notify.chance': 'At {limit} you are notified only, nothing stops; chance of getting there: {chance}.',
      'meter.notify.ahead': 'You will probably pass {limit} around {when}. It notifies only, nothing stops.',
      'meter.notify.short': '{beyond} over {limit}. It notifies only, nothing stops.',
      'meter.notify.unavoidable':
        'The invoice will be above {limit}, whatever is used. It notifies only, nothing stops.',
      'meter.notify.exactly': 'Just at {limit}. It notifies only, nothing stops.',
      'meter.threshold': 'The threshold of {quantity} is passed; {left} left to the limit.',
      'meter.worth': '{amount} worth of usage',
      'meter.agreed': 'You agreed to go over {limit}, up to {quantity}, until {date}.',
      'meter.agreed_then': 'After that, usage above the limit stops where it is.',

      // Agreeing to more.
      'meter.consent': 'New maximum',
      'meter.consent.more_than': 'A new maximum must be more than {quantity}.',
      'meter.consent.allow': 'Allow up to {quantity} until {date}',
      'meter.consent.asked': 'You allowed up to {quantity} until {date}. Waiting for the account to confirm it.',

      // Asking for a limit.
      'meter.ask': 'Set a limit',
      'meter.ask.change': 'Change the limit',
      'meter.ask.of': '{action}: {meter}',
      'meter.ask.quantity': 'Limit',
      'meter.ask.effect': 'At the limit',
      'meter.ask.notify': 'Notify',
      'meter.ask.block': 'Stop',
      'meter.ask.send_block': 'Ask to stop at {quantity}',
      'meter.ask.send_notify': 'Ask to be notified at {quantity}',
      'meter.ask.note': 'Tried out here; it holds once the account confirms it.',
      'meter.asked.block': 'You asked to stop at {quantity}. Waiting for the account to confirm it.',
      'meter.asked.notify': 'You asked to be notified at {quantity}. Waiting for the account to confirm it.',

      // Outcomes.
      'meter.provisional': { one: '{count} may still be taken back.', other: '{count} may still be taken back.' },
      'meter.evidence': 'See the evidence',

      // Seats.
      'meter.seats.unused': {
        one: '{count} of {bought} is unused.',
        other: '{count} of {bought} are unused.',
      },
      'meter.seats.saving': {
        one: '{count} of {bought} is unused: {saving} without it.',
        other: '{count} of {bought} are unused: {saving} without them.',
      },
      'meter.seats.left': {
        0: 'None is free; the next one costs {price}.',
        one: '{count} is free; the next one costs {price}.',
        other: '{count} are free; the next one costs {price}.',
      },
      'meter.seats.over': {
        one: '{count} more is active than was bought.',
        other: '{count} more are active than were bought.',
      },
      'meter.seats.utilisation': '{percent} in use.',
      'meter.seats.no_active': 'How many are active is not reported.',

      // Credits and commitment.
      'meter.credits': 'Credits',
      'meter.credits_in_order': 'Credits, in the order they are used',
      'meter.credit.left': '{left} left',
      'meter.credit.left_of': '{left} of {granted} left',
      'meter.credit.granted': 'Not there before {date}.',
      'meter.credit.pays': 'Pays {amount} of the next invoice.',
      'meter.credit.used_up': 'The next invoice uses it up.',
      'meter.credit.runs_out': 'Probably used up around {when}.',
      'meter.credit.expires': 'Expires {date}.',
      'meter.credit.expired': 'Expired {date}.',
      'meter.credit.unused': 'Expires {date}, when about {amount} will probably be unused.',
      'meter.credit.next': 'When it is empty, the next one pays.',
      'meter.credit.bill': 'When it is empty, usage is billed.',
      'meter.credit.block': 'When it is empty, usage stops.',
      'meter.credit.fees': 'Fees alone use it up: usage stops from {date} on.',
      'meter.credit.stopped': 'What is used so far uses it up: usage has stopped.',
      'meter.commitment': 'Commitment',
      'meter.commitment.of': '{counted} of {amount}, until {date}',
      'meter.commitment.reached': 'Reached.',
      'meter.commitment.enough': 'Probably {expected} by then, enough to reach it.',
      'meter.commitment.true_up': 'Probably {expected} by then; about {amount} would be charged to reach it.',
      'meter.commitment.true_up_likely':
        'Probably {expected} by then; about {amount} would be charged to reach it, likely {range}.',
    }) as const satisfies Readonly<Record<string, Message>>,
);

import { createFormatIn, type Format } from './format.ts';
import type { Messages, Tables } from './messages.ts';
import { INVOICE } from './messages/invoice.ts';
import { INVOICE_FORECAST } from './messages/invoice-forecast.ts';
import { PLAN_COMPARISON } from './messages/plan-comparison.ts';
import { SHARED } from './messages/shared.ts';
import { STOPS } from './messages/stops.ts';
import { USAGE_METER } from './messages/usage-meter.ts';

/** Every message there is. */
export const ALL: Tables = [SHARED, INVOICE, STOPS, INVOICE_FORECAST, USAGE_METER, PLAN_COMPARISON];

/**
 * The format of a language, made once, with every message.
 *
 * @param locale a BCP 47 tag; one that is none counts as not given: then the language of the machine
 * @param messages replace the English ones, as data: of `plainbill/languages`, or a page's own
 */
export function createFormat(locale?: string | null, messages?: Messages | null): Format {
  return createFormatIn(ALL, locale, messages);
}

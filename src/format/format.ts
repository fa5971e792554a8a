import { DAY_MS, civilDate } from '../engine/time/calendar.ts';
import type { Meter, UnitWords } from '../engine/facts/catalog.ts';
import { Decimal, HUNDRED } from '../engine/numbers/decimal.ts';
import { kept, oncePerPair } from '../engine/once.ts';
import type { Interval } from '../engine/time/period.ts';
import { wallTime } from '../engine/time/time-zone.ts';
import { DATE_STYLES, digits, moneyOptions, roundStyle, type DateStyle, type MoneyStyle } from './intl-options.ts';
import { canonicalLocale, directionOf } from './locale.ts';
import { choose, fill, isMessage, type Message } from './message.ts';
import type { MessageKey, Messages, Tables } from './messages.ts';
import { SHARED } from './messages/shared.ts';
import { exact, isQuantity, type Quantity } from './quantity.ts';

export type { DateStyle, Quantity };

/** What may stand in a sentence. Numbers are written in the locale. */
export type TextValue = string | Quantity;

/** A piece of a large figure: the currency is set smaller than the number. */
export interface FigurePart {
  readonly isCurrency: boolean;
  readonly text: string;
}

const AGES = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A day's number keeps to its month: the spaces between them. */
const IN_DATE = / (?=\p{Nd}{1,2}(?!\p{Nd}))|(?<=\p{Nd}\.?) (?=\p{L})|(?<=\p{Nd} de) /gu;

const RTL_TEXT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Writes engine values in one language, by `Intl` alone. Formatters are built once per style; amounts and
 * quantities reach `Intl` as exact decimal strings and never pass through a float.
 */
export class Format {
  readonly locale: string;
  /** Of the locale's script. */
  readonly direction: 'ltr' | 'rtl';
  /** The language the messages are in, which need not be the one that numbers are written in. */
  readonly language: string;
  readonly #messages: Messages;
  readonly #english: Tables;
  readonly #formatters: Map<string, unknown>;

  /** @param english of the messages that are not replaced */
  constructor(locale: string, messages: Messages, english: Tables) {
    this.locale = locale;
    this.direction = directionOf(locale);
    this.language = canonicalLocale(messages.language) ?? SHARED().language;
    this.#messages = messages;
    this.#english = english;
    this.#formatters = formattersOf(locale);
  }

  /** Whether the messages are the ones that stand here, or in the same language. */
  get isEnglish(): boolean {
    return this.language === SHARED().language;
  }

  /** A message with its places filled. `count` chooses the plural. */
  text(key: MessageKey, values: Readonly<Record<string, TextValue>> = {}): string {
    return this.rich(key, values).join('');
  }

  /** The same in pieces, so that a template can put elements into a sentence in whatever order the language has them. */
  rich<Piece>(key: MessageKey, values: Readonly<Record<string, TextValue | Piece>>): (string | Piece)[] {
    const message = this.#own(key) ?? this.#inEnglish(key);
    if (message === undefined) throw new Error(`no message ${key}`);
    return this.#fill(message, values);
  }

  /** Whether there is such a message. */
  has(key: string): key is MessageKey {
    return this.#inEnglish(key) !== undefined;
  }

  /** The same for words that no widget says: they bring their English themselves, and are replaced by the same data. */
  textOf(key: string, english: Message, values: Readonly<Record<string, TextValue>> = {}): string {
    return this.#fill<string>(this.#own(key) ?? english, values).join('');
  }

  /** As the page has it; what is no message replaces none. */
  #own(key: string): Message | undefined {
    const { [key]: message } = this.#messages as Readonly<Record<string, unknown>>;
    return isMessage(message) ? message : undefined;
  }

  #inEnglish(key: string): Message | undefined {
    for (const table of this.#english) {
      const messages: Readonly<Record<string, Message | undefined>> = table();
      if (Object.hasOwn(messages, key)) return messages[key];
    }
    return undefined;
  }

  #fill<Piece>(message: Message, values: Readonly<Record<string, TextValue | Piece>>): (string | Piece)[] {
    const { count } = values;
    const rules = () => this.#plurals(this.language);
    return fill(choose(message, isQuantity(count) ? Number(count) : undefined, rules), (place) => {
      const value = values[place];
      if (isQuantity(value)) return this.number(value);
      return typeof value === 'string' ? this.#isolate(value) : value;
    });
  }

  /** All digits. */
  number(quantity: Quantity): string {
    return this.#number('n', () => ({ maximumFractionDigits: 20 })).format(exact(quantity));
  }

  /** For axes and labels: 1.5M. */
  compact(quantity: Quantity): string {
    return this.#number('c', () => ({ notation: 'compact', maximumSignificantDigits: 3 })).format(exact(quantity));
  }

  /** `percent` is in per cent: 20 is 20 %. */
  percent(percent: Quantity): string {
    const share = new Decimal(percent).div(HUNDRED);
    return this.#number('%', () => ({ style: 'percent', maximumFractionDigits: 6 })).format(exact(share));
  }

  /** The same with its sign: −15 %. */
  signedPercent(percent: Quantity): string {
    const options = () => ({ style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }) as const;
    return this.#number('+%', options).format(exact(new Decimal(percent).div(HUNDRED)));
  }

  /** An amount in the currency's minor unit: $49.00. */
  money(amount: Quantity, currency: string): string {
    return this.#written(amount, currency);
  }

  /** The same without the currency, for a column of amounts: 49.00. */
  amount(amount: Quantity, currency: string): string {
    return this.#number(`a${currency}`, () => digits(currency)).format(exact(amount));
  }

  /** A difference, always with its sign: +$48.00. */
  signedMoney(amount: Quantity, currency: string): string {
    return this.#written(amount, currency, 'signed');
  }

  /** Whole units, of a few exact: $412, $4.12. */
  wholeMoney(amount: Quantity, currency: string): string {
    return this.#written(amount, currency, roundStyle(amount));
  }

  /** The same, from and to: $389 – $447. */
  moneyRange(from: Quantity, to: Quantity, currency: string): string {
    const formatter = this.#money(currency, roundStyle(from, to));
    return this.#joined(formatter.formatRangeToParts(exact(from), exact(to)));
  }

  /** The same where the two ends do not read alike, else `null`. */
  likelyMoney({ low, high }: { readonly low: number; readonly high: number }, currency: string): string | null {
    const [from, to] = [low, high].map((end) => this.#written(end, currency, roundStyle(low, high)));
    return from === to ? null : this.moneyRange(low, high, currency);
  }

  /** For an axis: $600, $1.2K. */
  compactMoney(amount: Quantity, currency: string): string {
    return this.#written(amount, currency, 'compact');
  }

  /** A large figure in pieces: the currency and the rest, in the language's order. */
  figure(amount: Quantity, currency: string, style: 'whole' | 'exact' = 'whole'): FigurePart[] {
    const parts: FigurePart[] = [];
    for (const part of this.#money(currency, style).formatToParts(exact(amount))) {
      const isCurrency = part.type === 'currency';
      const text = this.#joined([part]);
      const last = parts.at(-1);
      if (last?.isCurrency === isCurrency) parts[parts.length - 1] = { isCurrency, text: last.text + text };
      else parts.push({ isCurrency, text });
    }
    return parts;
  }

  /** A price of one unit with all its digits, never rounded: $0.00021. */
  price(amount: Quantity, currency: string): string {
    return this.#written(amount, currency, 'price');
  }

  /** The same without the currency: 0.00021. */
  rate(amount: Quantity, currency: string): string {
    return this.#number(`r${currency}`, () => ({ ...digits(currency), maximumFractionDigits: 20 })).format(
      exact(amount),
    );
  }

  /** An average, which may have no end: at least the minor unit, at least four digits that matter. */
  average(amount: Quantity, currency: string): string {
    return this.#written(amount, currency, 'average');
  }

  /** The word for so many of a meter's units. */
  unit(words: UnitWords, quantity: Quantity): string {
    return words[this.#plurals().select(Number(quantity))] ?? words.other;
  }

  /** A quantity with its unit, or as money where the meter counts money: 1,240,000 calls. */
  quantity(quantity: Quantity, { kind, unit }: Pick<Meter, 'kind' | 'unit'>, currency: string): string {
    if (kind === 'money') return this.money(quantity, currency);
    return this.text('quantity', { quantity, unit: this.unit(unit, quantity) });
  }

  /** An amount, already in words, per billing interval: $49.00 a month. */
  per(amount: string, { unit, count }: Interval): string {
    return this.text(`per.${unit}`, { amount, count });
  }

  /** A billing interval by itself: Monthly. */
  every({ unit, count }: Interval): string {
    return this.text(`every.${unit}`, { count });
  }

  /** An instant (ms since 1970) in a time zone. */
  date(instant: number, style: DateStyle, timeZone: string | undefined): string {
    // By the clock on that wall, so that zones share their formatters, which take longer to make than all they write.
    return unbroken(
      timeZone === undefined
        ? this.#dates(style, undefined).format(instant)
        : this.#dates(style, 'UTC').format(wallTime(instant, timeZone)),
    );
  }

  /** A local day number (days since 1970-01-01). */
  day(day: number, style: DateStyle = 'long'): string {
    return this.date(day * DAY_MS, style, 'UTC');
  }

  /** From one day number to another, both inclusive: 28 – 30 November. */
  days(from: number, to: number, style: DateStyle = 'long'): string {
    return unbroken(this.#dates(style, 'UTC').formatRange(from * DAY_MS, to * DAY_MS));
  }

  /** A period of days, the end exclusive; a month of the language's calendar by its name: November 2026. */
  period(startDay: number, endDay: number): string {
    const isMonth = civilDate(startDay).day === 1 && civilDate(endDay).day === 1;
    const month = isMonth && this.day(startDay, 'month');
    return month && month === this.day(endDay - 1, 'month') ? month : this.days(startDay, endDay - 1, 'full');
  }

  /** How long ago: 25 minutes ago. Under a minute: now. */
  ago(durationMs: number): string {
    const [unit, size] = AGES.find(([, size]) => durationMs >= size) ?? (['second', Infinity] as const);
    const formatter = this.#use('ago', () => new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }));
    return formatter.format(-Math.floor(durationMs / size), unit);
  }

  /** One thing, another and a third. */
  list(items: readonly string[]): string {
    return this.#use('list', () => new Intl.ListFormat(this.locale)).format(items);
  }

  #plurals(language = this.locale): Intl.PluralRules {
    return this.#use(`p${language}`, () => new Intl.PluralRules(canonicalLocale(language)));
  }

  #money(currency: string, style: MoneyStyle = 'exact'): Intl.NumberFormat {
    const options = () => ({ style: 'currency', currency, ...moneyOptions(style, currency) }) as const;
    return this.#number(`$${currency}${style}`, options);
  }

  #written(amount: Quantity, currency: string, style?: MoneyStyle): string {
    const formatter = this.#money(currency, style);
    // Only from right to left there is something to keep together, and parts take longer to write.
    return this.direction === 'rtl'
      ? this.#joined(formatter.formatToParts(exact(amount)))
      : formatter.format(exact(amount));
  }

  /** From right to left a currency such as US$ comes apart at its sign, which has no direction: it is kept together. */
  #joined(parts: readonly { readonly type: string; readonly value: string }[]): string {
    return parts
      .map(({ type, value }) => (type === 'currency' && this.direction === 'rtl' ? `\u2068${value}\u2069` : value))
      .join('');
  }

  #number(key: string, options: () => Intl.NumberFormatOptions): Intl.NumberFormat {
    return this.#use(key, () => new Intl.NumberFormat(this.locale, options()));
  }

  #dates(style: DateStyle, timeZone: 'UTC' | undefined): Intl.DateTimeFormat {
    return this.#use(
      `d${style}${timeZone}`,
      () => new Intl.DateTimeFormat(this.locale, { ...DATE_STYLES[style], timeZone }),
    );
  }

  #use<Formatter>(key: string, create: () => Formatter): Formatter {
    return kept(this.#formatters, key, create) as Formatter;
  }

  /** Keeps a name of the other direction from reordering the sentence around it. */
  #isolate(text: string): string {
    return this.direction === 'rtl' || RTL_TEXT.test(text) ? `\u2068${text}\u2069` : text;
  }
}

/** Formatters by language: whoever speaks, and in whatever words, writes numbers in the same way. */
const formatters = new Map<string, Map<string, unknown>>();

function formattersOf(locale: string): Map<string, unknown> {
  return kept(formatters, locale, () => new Map<string, unknown>());
}

function unbroken(date: string): string {
  return date.replace(IN_DATE, '\u00a0');
}

/** Replaces nothing. */
const ENGLISH_ONLY: Messages = {};
const formatsOf = oncePerPair((_english: Tables, _messages: Messages) => new Map<string | null | undefined, Format>());

/** The format of a language with the words of these tables, made once. Otherwise as `createFormat`. */
export function createFormatIn(english: Tables, locale?: string | null, messages?: Messages | null): Format {
  // A page may have handed on a text, or whatever else its own request came to.
  const words = messages && typeof messages === 'object' ? messages : ENGLISH_ONLY;
  const byLocale = formatsOf(english, words);
  // Asked with every render: a locale that was read once, in whatever spelling, is not read again.
  let format = byLocale.get(locale);
  if (!format) {
    const tag = canonicalLocale(locale) ?? new Intl.NumberFormat().resolvedOptions().locale;
    format = byLocale.get(tag) ?? new Format(tag, words, english);
    byLocale.set(tag, format).set(locale, format);
  }
  return format;
}

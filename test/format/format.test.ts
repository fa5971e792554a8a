import { expect } from 'chai';
import { Decimal } from '../../src/engine/numbers/decimal.ts';
import { createFormat } from '../../src/format/create-format.ts';
import { DATE_STYLES } from '../../src/format/intl-options.ts';
import type { Messages } from '../../src/format/messages.ts';

// What Intl writes differs between engines and their versions (spaces, apostrophes, minus signs): only digits and what
// English has agreed on for long are written out here.
const plain = (text: string) =>
  text.replace(/[\u200e\u200f\u061c\u202f\u00a0\u2009]/g, ' ').replace(/[\u2212\u2013]/g, '-');
const digitsOf = (text: string) => text.replace(/\D/g, '');
const decimal = (text: string) => new Decimal(text);
const english = createFormat('en-US');
const NOON_UTC = Date.UTC(2026, 10, 22, 12);
const NOVEMBER_1 = 20758;

describe('Format', () => {
  describe('money', () => {
    for (const [amount, currency, expected, why] of [
      ['49', 'USD', '$49.00', 'two minor digits'],
      ['1.234', 'KWD', 'KWD 1.234', 'three'],
      ['1234', 'JPY', '¥1,234', 'none'],
      ['0.1', 'CLF', 'CLF 0.1000', 'four'],
      ['12.5', 'HUF', 'HUF 12.50', 'the standard says two where Intl shows none'],
      ['-20.4', 'USD', '-$20.40', 'a discount'],
      ['12345678901234567890.12', 'USD', '$12,345,678,901,234,567,890.12', 'more digits than a float has'],
      ['1.005', 'USD', '$1.01', 'what no float can hold is rounded as written'],
    ] as const) {
      it(`writes ${amount} ${currency} as ${expected}: ${why}`, () => {
        expect(plain(english.money(decimal(amount), currency))).to.equal(expected);
      });
    }
  });

  it('writes a column of amounts without the currency', () => {
    expect(english.amount(decimal('1204'), 'USD')).to.equal('1,204.00');
    expect(english.amount(decimal('7'), 'JPY')).to.equal('7');
  });

  it('writes a difference with its sign, and none for zero', () => {
    expect(plain(english.signedMoney(decimal('48'), 'USD'))).to.equal('+$48.00');
    expect(plain(english.signedMoney(decimal('-48'), 'USD'))).to.equal('-$48.00');
    expect(english.signedMoney(decimal('0'), 'USD')).to.equal('$0.00');
  });

  it('keeps a currency of letters and a sign together from right to left, in every form of money', () => {
    const arabic = createFormat('ar');
    const amount = decimal('1204.5');
    const written = [
      arabic.money(amount, 'USD'),
      arabic.signedMoney(amount, 'USD'),
      arabic.wholeMoney(amount, 'USD'),
      arabic.compactMoney(amount, 'USD'),
      arabic.price(amount, 'USD'),
      arabic.average(amount, 'USD'),
      arabic.moneyRange(amount, decimal('1300'), 'USD'),
      arabic
        .figure(amount, 'USD')
        .map(({ text }) => text)
        .join(''),
    ];
    const symbol = new Intl.NumberFormat('ar', { style: 'currency', currency: 'USD' })
      .formatToParts(1)
      .find(({ type }) => type === 'currency')!.value;
    for (const text of written) expect(text).to.contain(`\u2068${symbol}\u2069`);
    expect(english.money(amount, 'USD')).not.to.contain('\u2068');
  });

  it('never rounds the price of a unit', () => {
    expect(english.price(decimal('0.00021'), 'USD')).to.equal('$0.00021');
    expect(english.price(decimal('12'), 'USD')).to.equal('$12.00');
    expect(digitsOf(english.price(decimal('0.12345678901234567891'), 'USD'))).to.equal('012345678901234567891');
    expect(english.rate(decimal('0.000150'), 'USD')).to.equal('0.00015');
  });

  it('shortens an average that has no end, but not its minor units', () => {
    expect(english.average(decimal('1').div(3), 'USD')).to.equal('$0.3333');
    expect(english.average(decimal('0.00016512'), 'USD')).to.equal('$0.0001651');
    expect(english.average(decimal('123456.789'), 'USD')).to.equal('$123,456.79');
  });

  it('writes a headline in whole units, the currency apart from the number', () => {
    expect(english.figure(decimal('480.49'), 'USD')).to.deep.equal([
      { isCurrency: true, text: '$' },
      { isCurrency: false, text: '480' },
    ]);
    const german = createFormat('de').figure(decimal('480.49'), 'EUR');
    expect(german.map(({ isCurrency }) => isCurrency)).to.deep.equal([false, true]);
    expect(
      english
        .figure(decimal('-5'), 'USD')
        .map(({ text }) => plain(text))
        .join(''),
    ).to.equal('-$5');
  });

  it('writes from and to in whole units', () => {
    expect(digitsOf(english.moneyRange(389.4, 446.6, 'USD'))).to.equal('389447');
  });

  it('writes a few units exactly, as the whole ones would say little', () => {
    expect(english.wholeMoney(0.32, 'USD')).to.equal('$0.32');
    expect([0, 10, -480.49].map((amount) => plain(english.wholeMoney(amount, 'USD')))).to.deep.equal([
      '$0',
      '$10',
      '-$480',
    ]);
    expect(createFormat('en').wholeMoney(7.6, 'JPY')).to.equal('¥8');
    expect(digitsOf(english.moneyRange(0.57, 0.66, 'USD'))).to.equal('057066');
    // One way for both ends.
    expect(digitsOf(english.likelyMoney({ low: 9.4, high: 12.6 }, 'USD')!)).to.equal('913');
    expect(english.likelyMoney({ low: 0.612, high: 0.614 }, 'USD')).to.equal(null);
  });

  it('writes quantities with all their digits, and with the word that their plural asks for', () => {
    const meter = { kind: 'count', unit: { one: 'call', other: 'calls' } } as const;
    expect(english.number(decimal('1240000.125'))).to.equal('1,240,000.125');
    expect(english.quantity(decimal('1'), meter, 'USD')).to.equal('1 call');
    expect(english.quantity(decimal('1240000'), meter, 'USD')).to.equal('1,240,000 calls');
    expect(english.quantity(decimal('18000'), { ...meter, kind: 'money' }, 'USD')).to.equal('$18,000.00');
    const polish = { one: 'bilet', few: 'bilety', many: 'biletów', other: 'biletu' };
    expect(['1', '3', '5', '1.5'].map((count) => createFormat('pl').unit(polish, decimal(count)))).to.deep.equal(
      Object.values(polish),
    );
  });

  it('writes per cent exactly', () => {
    expect(english.percent(decimal('2.125'))).to.equal('2.125%');
    expect(english.percent(20)).to.equal('20%');
    expect(plain(english.signedPercent(-15))).to.equal('-15%');
  });

  it('writes an amount per interval', () => {
    expect(english.per('$49.00', { unit: 'month', count: 1 })).to.equal('$49.00 a month');
    expect(english.per('$49.00', { unit: 'month', count: 3 })).to.equal('$49.00 every 3 months');
    expect(english.every({ unit: 'year', count: 1 })).to.equal('Yearly');
  });

  it('writes an instant in the time zone it is asked for', () => {
    expect(english.date(NOON_UTC, 'full', 'UTC')).to.equal('November\u00a022, 2026');
    expect(english.date(NOON_UTC, 'full', 'Pacific/Kiritimati')).to.equal('November\u00a023, 2026');
    expect(plain(english.date(NOON_UTC, 'time', 'Europe/Paris'))).to.equal('1:00 PM');
  });

  it('writes days as days, wherever the reader is', () => {
    expect(english.day(NOVEMBER_1 + 21)).to.equal('November\u00a022');
    expect(plain(english.days(NOVEMBER_1 + 27, NOVEMBER_1 + 29)).replace(/ - /, '-')).to.equal('November 28-30');
  });

  it('keeps the number of a day to its month where lines are broken, and lets go of the year and of what follows', () => {
    const DECEMBER_1 = NOVEMBER_1 + 30;
    const written = Object.entries({
      'en-US': 'December_1, 2026',
      'en-GB': '1_December 2026',
      de: '1._Dezember 2026',
      fr: '1_décembre 2026',
      es: '1_de_diciembre de 2026',
      pt: '1_de_dezembro de 2026',
      it: '1_dicembre 2026',
      nl: '1_december 2026',
      pl: '1_grudnia 2026',
      ja: '2026年12月1日',
    });
    for (const [locale, date] of written)
      expect(createFormat(locale).day(DECEMBER_1, 'full').replaceAll('\u00a0', '_'), locale).to.equal(date);
    expect(createFormat('ar-EG').day(DECEMBER_1)).to.match(/^\p{Nd}\u00a0\p{L}+$/u);
    expect(english.period(NOVEMBER_1 - 1, NOVEMBER_1 + 29)).to.match(/^October\u00a031\s\S\sNovember\u00a029, 2026$/);
  });

  it('calls a calendar month by its name and writes out any other period', () => {
    expect(english.period(NOVEMBER_1, NOVEMBER_1 + 30)).to.equal('November 2026');
    expect(plain(english.period(NOVEMBER_1 - 1, NOVEMBER_1 + 29))).to.match(/October 31.*November 29.*2026/);
    expect(createFormat('th').period(NOVEMBER_1, NOVEMBER_1 + 30)).to.equal('พฤศจิกายน 2569');
    // In Iran it begins on 10 Aban and ends on 9 Azar.
    expect(plain(createFormat('fa').period(NOVEMBER_1, NOVEMBER_1 + 30))).to.match(/۱۰ آبان.*۹ آذر.*۱۴۰۵/);
    expect(plain(english.period(NOVEMBER_1, NOVEMBER_1 + 61))).to.match(/November 1 .*December 31, 2026/);
  });

  for (const [ms, expected] of [
    [0, 'now'],
    [-5000, 'now'],
    [59_999, 'now'],
    [25 * 60_000, '25 minutes ago'],
    [119 * 60_000, '1 hour ago'],
    [50 * 3_600_000, '2 days ago'],
  ] as const) {
    it(`calls ${ms} ms "${expected}"`, () => expect(english.ago(ms)).to.equal(expected));
  }

  it('puts pieces of a template into a sentence', () => {
    const bold = { bold: true };
    expect(english.rich('as_of', { time: bold })).to.deep.equal(['as of ', bold, '']);
  });

  it('takes messages as data, one by one, and their own plural rules', () => {
    const messages = { language: 'pl', 'every.month': { few: 'co {count} miesiące', other: 'co {count} miesięcy' } };
    const mixed = createFormat('de', messages);
    expect(mixed.every({ unit: 'month', count: 3 })).to.equal('co 3 miesiące');
    expect(mixed.every({ unit: 'month', count: 5 })).to.equal('co 5 miesięcy');
    expect(mixed.text('try_again')).to.equal('Try again');
    expect(mixed.language).to.equal('pl');
    expect(mixed.number(decimal('1234.5'))).to.equal('1.234,5');
  });

  it('keeps its own words where a page hands on what is no message', () => {
    for (const wrong of [5, null, {}, { one: 'x' }, { other: 5 }, { one: 5, other: 'x' }, ['x']]) {
      const messages = { language: 'not a tag', try_again: wrong, 'every.month': wrong } as unknown as Messages;
      const format = createFormat('en', messages);
      expect(format.text('try_again')).to.equal('Try again');
      expect(format.every({ unit: 'month', count: 3 })).to.equal('Every 3 months');
    }
    expect(createFormat('en', { language: 'pt_BR' }).language).to.equal('pt-BR');
  });

  it('keeps a name of the other direction from reordering its sentence', () => {
    const values = { plan: 'خطة', message: 'x', path: 'y' };
    expect(english.text('unpriceable', values)).to.contain('\u2068خطة\u2069').and.to.contain(': y x.');
    expect(createFormat('ar').text('announce_total', { amount: '$4' })).to.contain('\u2068$4\u2069');
  });

  it('writes what the clock of a zone shows, whatever its hours and calendar', () => {
    const zones = ['Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
    for (const locale of ['en-US', 'de', 'ar', 'th-TH', 'fa-IR']) {
      const format = createFormat(locale);
      for (const timeZone of zones) {
        const full = new Intl.DateTimeFormat(locale, { ...DATE_STYLES.full, timeZone });
        const instant = new Intl.DateTimeFormat(locale, { ...DATE_STYLES.instant, timeZone });
        // Every 37 hours and a bit for two years: all changes of the clock are in it.
        for (let at = NOON_UTC; at < NOON_UTC + 2 * 365 * 86_400_000; at += 134_217_728) {
          expect(plain(format.date(at, 'full', timeZone)), `${locale} ${timeZone}`).to.equal(plain(full.format(at)));
          expect(plain(format.date(at, 'instant', timeZone)), `${locale} ${timeZone}`).to.equal(
            plain(instant.format(at)),
          );
        }
      }
    }
  });
});

describe('createFormat', () => {
  it('gives the same format for the same language and messages', () => {
    const messages = {};
    expect(createFormat('fr')).to.equal(createFormat('FR'));
    expect(createFormat('fr', messages)).to.equal(createFormat('fr', messages));
    expect(createFormat('fr', messages)).not.to.equal(createFormat('fr'));
  });

  it('takes the names that servers have for locales', () => {
    expect(['de_DE', 'zh_Hant_TW', 'pt-BR'].map((name) => createFormat(name).locale)).to.deep.equal([
      'de-DE',
      'zh-Hant-TW',
      'pt-BR',
    ]);
  });

  for (const slip of ['', 'not a locale', 'e', '_', null, undefined]) {
    it(`takes ${JSON.stringify(slip)} as not given`, () => {
      expect(createFormat(slip).locale).to.equal(new Intl.NumberFormat().resolvedOptions().locale);
    });
  }

  for (const [locale, direction] of [
    ['en', 'ltr'],
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['fa', 'rtl'],
    ['ur-PK', 'rtl'],
    ['az-Arab', 'rtl'],
    ['uz', 'ltr'],
    ['ja', 'ltr'],
  ] as const) {
    it(`writes ${locale} ${direction}`, () => expect(createFormat(locale).direction).to.equal(direction));
  }
});

import { expect } from 'chai';
import { choose, fill } from '../../src/format/message.ts';
import { ENGLISH } from '../../src/format/english.ts';
import { INVOICE } from '../../src/format/messages/invoice.ts';
import { INVOICE_FORECAST } from '../../src/format/messages/invoice-forecast.ts';
import { PLAN_COMPARISON } from '../../src/format/messages/plan-comparison.ts';
import { SHARED } from '../../src/format/messages/shared.ts';
import { STOPS } from '../../src/format/messages/stops.ts';
import { USAGE_METER } from '../../src/format/messages/usage-meter.ts';
import { pseudoLanguage } from '../../demo/messages/pseudo.ts';

const placesIn = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();
const sentencesOf = (message: string | object): string[] =>
  typeof message === 'string' ? [message] : Object.values(message);

describe('choose', () => {
  const message = { 0: 'none', one: 'one', few: 'few', other: 'other' };
  const english = () => new Intl.PluralRules('en');
  const polish = () => new Intl.PluralRules('pl');

  for (const [count, rules, expected, why] of [
    [1, english, 'one', 'the category of the count'],
    [2, english, 'other', 'English has no few'],
    [3, polish, 'few', 'Polish has one'],
    [0, english, 'none', 'an exact count goes before its category'],
    [1.5, english, 'other', 'a fraction is never one'],
    [undefined, english, 'other', 'without a count'],
  ] as const) {
    it(`takes "${expected}" for ${count}: ${why}`, () => {
      expect(choose(message, count, rules)).to.equal(expected);
    });
  }

  it('takes a plain sentence whatever the count', () => {
    expect(choose('always', 7, () => expect.fail('nobody counts'))).to.equal('always');
  });
});

describe('fill', () => {
  it('puts values where the sentence has its places, in the order of the sentence', () => {
    const values: Readonly<Record<string, string>> = { used: '5', total: '10' };
    expect(fill('of {total}: {used}!', (place) => values[place])).to.deep.equal(['of ', '10', ': ', '5', '!']);
  });

  it('leaves a place without a value as it is written', () => {
    expect(fill('{a} and {b}', () => undefined).join('')).to.equal('{a} and {b}');
  });

  it('does not read places in what it has put in', () => {
    expect(fill('{name}', () => '{name}').join('')).to.equal('{name}');
  });
});

describe('ENGLISH', () => {
  it('has no key twice', () => {
    const parts = [SHARED, INVOICE, STOPS, INVOICE_FORECAST, USAGE_METER, PLAN_COMPARISON].map(
      (part) => Object.keys(part()).length,
    );
    expect(Object.keys(ENGLISH)).to.have.length(parts.reduce((sum, count) => sum + count, 0));
  });

  for (const [key, message] of Object.entries(ENGLISH)) {
    if (typeof message === 'string') continue;
    it(`has the same places in every plural of ${key}, the count aside`, () => {
      // What is written for one exact count may be another sentence altogether.
      const plurals = Object.entries(message).filter(([rule]) => !/^\d+$/.test(rule));
      const places = plurals.map(([, sentence]) => placesIn(sentence).filter((place) => place !== '{count}'));
      for (const others of places) expect(others).to.deep.equal(places[0]);
    });
  }
});

describe('pseudoLanguage', () => {
  it('keeps every place of every message, and leaves no English word', () => {
    const pseudo = pseudoLanguage();
    for (const [key, message] of Object.entries(ENGLISH)) {
      if (key === 'language') continue;
      const [from, to] = [sentencesOf(message), sentencesOf(pseudo[key as keyof typeof ENGLISH]!)];
      expect(to.map(placesIn)).to.deep.equal(from.map(placesIn));
      for (const sentence of to) expect(sentence.replace(/\{\w+\}/g, '')).not.to.match(/[a-z]/i);
    }
  });
});

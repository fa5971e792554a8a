import { expect } from 'chai';
import { ENGLISH, MAIL, type Message } from '../../src/format/index.ts';
import { LANGUAGES, loadMessages, type Translation } from '../../src/languages/index.ts';
import asTranslated from '../data/english-as-translated.json';

const { language: _, unpriceable: _elsewhere, ...widgets } = ENGLISH;
const SOURCE: Readonly<Record<string, Message>> = { ...widgets, ...MAIL };

const sentencesOf = (message: Message): [rule: string, sentence: string][] =>
  typeof message === 'string' ? [['other', message]] : Object.entries(message as Record<string, string>);
const placesOf = (message: Message) =>
  new Set(sentencesOf(message).flatMap(([, sentence]) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([place]) => place)));
const messagesOf = ({ language: _own, ...messages }: Translation) =>
  Object.entries(messages as Readonly<Record<string, Message>>);

describe('the English sentences', () => {
  it('are those that were translated', () => {
    // Where this fails: bring src/languages up to date, then `npm run translated`.
    expect(SOURCE).to.deep.equal(asTranslated);
  });
});

for (const tag of LANGUAGES.slice(1)) {
  describe(`the words in ${new Intl.DisplayNames('en', { type: 'language' }).of(tag)}`, () => {
    let translation: Translation;
    before(async () => {
      translation = (await loadMessages(tag))!;
    });

    it('say which language they are in', () => {
      expect(translation.language).to.equal(tag);
    });

    it('are there for everything that widgets and mails say, and for nothing else', () => {
      expect(messagesOf(translation).map(([key]) => key)).to.have.members(Object.keys(SOURCE));
    });

    it('leave out no value, and name none that is not there', () => {
      for (const [key, message] of messagesOf(translation)) {
        const source = Object.fromEntries(sentencesOf(SOURCE[key]!));
        const known = new Set([...placesOf(SOURCE[key]!), '{count}']);
        for (const [rule, sentence] of sentencesOf(message)) {
          const places = placesOf(sentence);
          // A form for none, one or two may say the count in words.
          const inWords = ['other', 'few', 'many'].includes(rule) ? null : '{count}';
          const left = [...placesOf(source[rule] ?? source.other!)].filter(
            (place) => !places.has(place) && place !== inWords,
          );
          expect(left, `${key}, ${rule}: left out`).to.deep.equal([]);
          const unfilled = [...places].filter((place) => !known.has(place));
          expect(unfilled, `${key}, ${rule}: not filled`).to.deep.equal([]);
        }
      }
    });

    it('have a form for every count below two hundred where the English has two', () => {
      const rules = new Intl.PluralRules(tag);
      const needed = new Set(Array.from({ length: 200 }, (_each, count) => rules.select(count)));
      for (const [key, message] of messagesOf(translation)) {
        if (typeof SOURCE[key] === 'string' || !Object.hasOwn(SOURCE[key]!, 'one') || needed.size === 1) continue;
        const given = new Set(sentencesOf(message).map(([rule]) => rule));
        // Nothing at all is said by a sentence of its own, or as any other count.
        const missing = [...needed].filter((rule) => !given.has(rule) && rule !== 'zero');
        expect(missing, key).to.deep.equal([]);
      }
    });

    it('leave no sentence in English', () => {
      const words = (sentence: string) => sentence.replace(/\{\w+\}/g, ' ').match(/\p{L}{2,}/gu) ?? [];
      const same = messagesOf(translation).filter(([key, message]) =>
        sentencesOf(SOURCE[key]!).some(
          ([, english]) => words(english).length > 1 && sentencesOf(message).some(([, own]) => own === english),
        ),
      );
      expect(same.map(([key]) => key)).to.deep.equal([]);
    });

    it('are set as print sets them', () => {
      for (const [key, message] of messagesOf(translation)) {
        for (const [, sentence] of sentencesOf(message)) {
          expect(sentence, key).not.to.match(/["']|\.\.\.| {2}|^ | $|--/);
          if (tag === 'fr') expect(sentence, key).not.to.match(/[^\u00a0\u202f][:;!?»]|«[^\u00a0\u202f]/);
        }
      }
    });
  });
}

describe('the words of a locale', () => {
  it('are those of its language, in whatever region', async () => {
    expect((await loadMessages('de'))?.language).to.equal('de');
    expect((await loadMessages('de-AT'))?.language).to.equal('de');
    expect((await loadMessages('de_CH'))?.language).to.equal('de');
  });

  it('are not those of the same language in another script', async () => {
    expect(await loadMessages('de-Runr')).to.equal(null);
  });

  it('are none for English, which widgets have, for a language that is not there, and for what is no locale', async () => {
    expect(await loadMessages('en-GB')).to.equal(null);
    expect(await loadMessages('tlh')).to.equal(null);
    expect(await loadMessages('')).to.equal(null);
    expect(await loadMessages('no locale')).to.equal(null);
    expect(await loadMessages('constructor')).to.equal(null);
  });
});

describe('the German words', () => {
  it('do not say of what stops that it “hält an”, which also means that it goes on', async () => {
    const sentences = messagesOf((await loadMessages('de'))!).filter(([, message]) =>
      /\bVerbrauch hält|hält der Verbrauch/.test(JSON.stringify(message)),
    );
    expect(sentences).to.deep.equal([]);
  });
});

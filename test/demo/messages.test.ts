import { expect } from 'chai';
import { AR } from '../../demo/messages/ar.ts';
import { DE } from '../../demo/messages/de.ts';
import type { Message } from '../../src/format/message.ts';
import { ENGLISH } from '../../src/format/english.ts';
import type { MessageKey, Messages } from '../../src/format/messages.ts';

const placesOf = (message: Message) =>
  [message]
    .flatMap((each) =>
      typeof each === 'string' ? each : Object.values(each).filter((sentence) => sentence !== undefined),
    )
    .flatMap((sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([place]) => place));

for (const [name, messages] of Object.entries({ Arabic: AR, German: DE } satisfies Record<string, Messages>)) {
  describe(`the demo's ${name} words`, () => {
    it('name no place that stays unfilled', () => {
      for (const [key, message] of Object.entries(messages) as [MessageKey, Message][]) {
        // Every message may count; the others are those that the English one is filled with.
        const known = [...placesOf(ENGLISH[key]), '{count}'];
        expect(
          placesOf(message).filter((place) => !known.includes(place)),
          key,
        ).to.deep.equal([]);
      }
    });

    it('are there for everything that the widgets say', () => {
      const missing = Object.keys(ENGLISH).filter((key) => !(key in messages));
      // With its reason it is English only: elsewhere the widgets say `unpriceable.elsewhere`.
      expect(missing).to.deep.equal(['unpriceable']);
    });
  });
}

describe("the demo's German words", () => {
  it('do not say of what stops that it “hält an”, which also means that it goes on', () => {
    const sentences = Object.entries(DE).filter(([, message]) =>
      /\bVerbrauch hält|hält der Verbrauch/.test(JSON.stringify(message)),
    );
    expect(sentences).to.deep.equal([]);
  });
});

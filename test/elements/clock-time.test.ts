import { expect } from 'chai';
import { clockTime } from '../../src/elements/clock-time.ts';
import { createFormat } from '../../src/format/create-format.ts';

/** By the clock of whoever runs this. */
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).getTime();
const wordsOf = (instant: number, today: number) =>
  clockTime(createFormat('en-US'), instant, today).replace(/\s/g, ' ');

describe('clockTime', () => {
  it('is the time of day by the visitor’s own clock', () => {
    expect(wordsOf(at(22, 0), at(22, 23))).to.equal('12:05 AM');
    expect(wordsOf(at(22, 23), at(22, 0))).to.equal('11:05 PM');
  });

  it('has the day where that is not today', () => {
    expect(wordsOf(at(21, 23), at(22, 0))).to.equal('Nov 21, 11:05 PM');
    expect(wordsOf(at(23, 0), at(22, 23))).to.equal('Nov 23, 12:05 AM');
  });
});

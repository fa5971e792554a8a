import { expect } from 'chai';
import { columnsOf } from '../../../src/elements/chart/columns-of.ts';

describe('the columns of a text', () => {
  it('are one for each character that is seen', () => {
    expect(columnsOf('Nov 30')).to.equal(6);
    expect(columnsOf('\u200f1,200\u2069')).to.equal(5);
  });

  it('are two for a wide one', () => {
    expect(columnsOf('11月30日')).to.equal(8);
    expect(columnsOf('（残り150万）')).to.equal(13);
    expect(columnsOf('한도 50')).to.equal(7);
  });
});

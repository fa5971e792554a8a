import { expect } from 'chai';
import facts from '../data/known-bills.json';
import type { KnownBill } from '../support/known-bill.ts';
import { disagreements } from '../support/known-bill.ts';

// Amounts that billing engines, price lists and bills of the field are known to come to.
const GROUPS = facts as unknown as Readonly<Record<string, readonly KnownBill[]>>;

describe('what is known to cost so much', () => {
  for (const [group, bills] of Object.entries(GROUPS)) {
    it(`agrees in ${bills.length} facts about ${group}`, () => {
      expect(bills).to.not.be.empty;
      expect(bills.flatMap(disagreements)).to.deep.equal([]);
    });
  }
});

import type { Draft } from './issue-invoice.ts';

/** What has come together by some day of a period: what a commitment asks for is nobody's debt before it has ended. */
export function beforeTrueUp({ lines, facts }: Draft): Draft {
  return { lines, facts: { ...facts, commitment: null } };
}

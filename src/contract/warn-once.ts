import type { ContractIssue } from './contract-error.ts';

const MOST_WARNINGS = 100;
const warned = new Set<string>();

/** Tells the page's console what was left out of a document, once for each place however often it is read again. */
export function warnOnce({ path, message }: ContractIssue): void {
  const warning = `plainbill: ${path} ${message}`;
  if (warned.has(warning) || warned.size >= MOST_WARNINGS) return;
  warned.add(warning);
  // eslint-disable-next-line no-console -- nothing on the page shows that a link is missing, and its author must learn why
  console.warn(warning);
}

/** What is wrong, and where: a path such as `usage.api_calls.quantity`. */
export interface ContractIssue {
  readonly path: string;
  readonly message: string;
}

/** More would not help anyone, and a hostile document has no end of them. */
export const MOST_ISSUES = 20;

/** The endpoint's answer is not a document of the contract. Lists what is wrong by path, up to 20 issues. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly document: ContractDocument;
  readonly issues: readonly ContractIssue[];

  constructor(document: ContractDocument, issues: readonly ContractIssue[]) {
    const [first, ...others] = issues;
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    super(`${document} refused: ${first?.path ? `${first.path}: ` : ''}${first?.message}${more}`);
    this.document = document;
    this.issues = Object.freeze(issues.slice(0, MOST_ISSUES));
  }
}

/** `inline`: the text of a page's own script element. */
export type ContractDocument = 'catalog' | 'account' | 'inline';

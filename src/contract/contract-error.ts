/** What is wrong, and where: a path such as `usage.api_calls.quantity`. */
export interface ContractIssue {
  readonly path: string;
  readonly message: string;
}

export const MOST_ISSUES = 20;
const LONGEST = 200;

/** More would not help anyone, and a hostile document has no end of them. */
export function bounded(issues: readonly ContractIssue[]): readonly ContractIssue[] {
  return Object.freeze(
    issues
      .slice(0, MOST_ISSUES)
      .map(({ path, message }) => ({ path: path.slice(0, LONGEST), message: message.slice(0, LONGEST) })),
  );
}

/** The endpoint's answer is not a document of the contract. Lists what is wrong by path, up to 20 issues. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly document: ContractDocument;
  readonly issues: readonly ContractIssue[];

  constructor(document: ContractDocument, issues: readonly ContractIssue[]) {
    const listed = bounded(issues);
    const [first] = listed;
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
    super(`${document} refused: ${first?.path ? `${first.path}: ` : ''}${first?.message}${more}`);
    this.document = document;
    this.issues = listed;
  }
}

/** `inline`: the text of a page's own script element. */
export type ContractDocument = 'catalog' | 'account' | 'inline';

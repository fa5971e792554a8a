export { parseAccount } from './account.ts';
export { parseCatalog } from './catalog.ts';
export { ContractError, type ContractDocument, type ContractIssue } from './contract-error.ts';
export { parseInline, type InlineDocuments } from './inline.ts';
export type { Warn } from './read.ts';
export { safeUrl } from './safe-url.ts';

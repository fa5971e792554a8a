import type { WireDocument } from '../api/companies.ts';

/** What an endpoint answers to one request. */
export type Reply =
  | { readonly json: WireDocument }
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | 'no network'
  | 'nothing, ever';

/** One situation in which every widget must look right. */
export interface GalleryState {
  readonly id: string;
  readonly title: string;
  /** What to look for, in a sentence. */
  readonly note: string;
  readonly catalog: Reply;
  /** `null`: the page has no account, prices are from scratch. */
  readonly account: Reply | null;
  /** What the account's address answers from the second request on, where that is another thing. */
  readonly later?: Reply;
  /** Seconds between requests; default: never again. */
  readonly refresh?: number;
}

export interface GalleryGroup {
  readonly title: string;
  readonly states: readonly GalleryState[];
}

/** The three companies' catalogs, as they lie in public/catalogs. */
export interface Catalogs {
  readonly ardesia: WireDocument;
  readonly quaystone: WireDocument;
  readonly tilla: WireDocument;
}

/** One line of the benchmark: passes when `ratio` (ours ÷ theirs) is at most `limit`. */
export interface Row {
  readonly name: string;
  readonly ratio: number;
  readonly limit: number;
  /** What was measured, for people. */
  readonly note?: string;
}

/** A file of rows; each is run by itself, one after the other. */
export type Rows = () => readonly Row[] | Promise<readonly Row[]>;

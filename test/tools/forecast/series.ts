import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** One real series of daily counts, as the files given to the tools hold it. */
export interface Series {
  readonly id: string;
  readonly group: string;
  readonly source: string;
  readonly values: readonly number[];
}

/** All series of the files, in order. @throws where a file is not a list of series. */
export function readSeries(files: readonly string[]): readonly Series[] {
  return files.flatMap((file) => {
    const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!Array.isArray(list) || !list.every(isSeries)) {
      throw new Error(`${file}: expected a list of {id, group, source, values: [non-negative numbers]}`);
    }
    return list;
  });
}

/** Two names of a series, by what it is called and by what it holds: either alone tells that it was in a fit. */
export function seriesKeys({ id, source, values }: Series): readonly string[] {
  return [JSON.stringify([id, source]), JSON.stringify(values)].map((text) =>
    createHash('sha256').update(text).digest('hex').slice(0, 12),
  );
}

function isSeries(value: unknown): value is Series {
  const { id, group, source, values } = (value ?? {}) as Partial<Series>;
  return (
    [id, group, source].every((text) => typeof text === 'string') &&
    Array.isArray(values) &&
    values.every((day) => typeof day === 'number' && day >= 0 && Number.isFinite(day))
  );
}

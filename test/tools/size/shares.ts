import { SourceMap } from 'node:module';
import type { SourceMapPayload } from 'node:module';
import type { Bundle } from './bundles.ts';

/** What one library, or one floor of ours, costs in a bundle. */
export interface Share {
  readonly part: string;
  /** Its bytes in the minified file, and the same part of the gzipped file's. */
  readonly minified: number;
  readonly gzip: number;
}

/** Part of a file by its path; the first that matches. */
const PARTS: readonly (readonly [pattern: RegExp, part: string])[] = [
  [/\/node_modules\/(?:lit|lit-html|lit-element|@lit\/reactive-element)\//, 'lit'],
  [/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//, '$1'],
  [/\/src\/format\/messages\//, 'messages'],
  [/\/src\/elements\/.*\.styles\.ts$/, 'styles'],
  [/\/src\/(\w+)\//, '$1'],
];

/** What each part costs, largest first: every character of the minified file is traced to its source by the map. */
export function sharesOf({ code, map, gzip, minified }: Bundle): Share[] {
  const traced = new SourceMap(JSON.parse(map) as SourceMapPayload);
  const parts = new Map<string, string>();
  const bytes = new Map<string, number>();
  for (const [line, text] of code.split('\n').entries()) {
    for (let column = 0; column <= text.length; column += 1) {
      const entry = traced.findEntry(line, column);
      const source = ('originalSource' in entry && (entry.originalSource as string | undefined)) || '';
      const part = parts.get(source) ?? partOf(source);
      parts.set(source, part);
      // The place behind the last character is the line's end.
      bytes.set(part, (bytes.get(part) ?? 0) + Buffer.byteLength(text[column] ?? '\n'));
    }
  }
  return [...bytes]
    .map(([part, length]) => ({ part, minified: length, gzip: Math.round((length / minified) * gzip) }))
    .sort((a, b) => b.gzip - a.gzip);
}

function partOf(source: string): string {
  const file = source.replaceAll('\\', '/').replace(/^(?=[^/])/, '/');
  for (const [pattern, part] of PARTS) {
    const match = pattern.exec(file);
    if (match) return part.replace('$1', match[1] ?? '');
  }
  return 'the bundler';
}

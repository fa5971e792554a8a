/**
 * The compiler leaves `./money.ts` in declarations as it was written, but what stands beside them in the package is money.js.
 * Rewrites each relative specifier in dist/**\/*.d.ts to that, and fails where the module is missing.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const DIST = path.resolve(import.meta.dirname, '../../dist');

const declarations = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts'));
if (declarations.length === 0) throw new Error('no declarations in dist');
for (const file of declarations) rewrite(path.join(DIST, file));

function rewrite(file: string): void {
  const before = readFileSync(file, 'utf8');
  let after = before;
  // From the end, so that earlier positions stay true.
  for (const { fileName, pos } of ts.preProcessFile(before, true, true).importedFiles.reverse()) {
    if (!fileName.startsWith('.')) continue;
    const specifier = fileName.replace(/\.ts$/, '.js');
    const declaration = path.resolve(path.dirname(file), specifier.replace(/\.js$/, '.d.ts'));
    if (!existsSync(declaration)) throw new Error(`${file}: nothing at ${specifier}`);
    const start = pos + 1; // behind the quote
    after = after.slice(0, start) + specifier + after.slice(start + fileName.length);
  }
  if (after !== before) writeFileSync(file, after);
}

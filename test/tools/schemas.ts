import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { contractSchemas } from './json-schemas.ts';
import { readReference } from './reference.ts';

// npm run schemas: writes the JSON Schemas of both documents into dist, and fails where docs/contract.md says otherwise.

const DOCS = new URL('../../docs/', import.meta.url);
const OUT = new URL('../../dist/schemas/', import.meta.url);

const { catalog, account, contradictions } = contractSchemas(
  readReference(readFileSync(new URL('contract.md', DOCS), 'utf8')),
);
const problems = [...contradictions, ...unlisted()];
if (problems.length > 0) {
  console.error(`docs/contract.md and docs/examples:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  process.exit(1);
}
mkdirSync(OUT, { recursive: true });
for (const [name, schema] of Object.entries({ catalog, account })) {
  writeFileSync(new URL(`${name}.json`, OUT), `${JSON.stringify(schema, null, 2)}\n`);
}
console.log('dist/schemas: catalog.json, account.json');

/** Examples that the list of examples does not name, or names without a file. */
function unlisted(): string[] {
  const folder = new URL('examples/', DOCS);
  const listed = new Set(JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as string[]);
  const files = new Set(
    readdirSync(folder)
      .map((file) => basename(file, '.json'))
      .filter((name) => name !== 'index'),
  );
  return [
    ...[...files].filter((name) => !listed.has(name)).map((name) => `examples/index.json does not list ${name}`),
    ...[...listed].filter((name) => !files.has(name)).map((name) => `examples/${name}.json does not exist`),
  ];
}

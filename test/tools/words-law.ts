/**
 * Whoever speaks brings the words: every message that a widget may say, with everything it imports, is in one of the
 * tables that the widget names as its English. Keys are read from the types of what is handed to `Format.text` and
 * `Format.rich`, so a key put together at run time counts with all that it can become.
 *
 * And no message is there that nobody says: each one is translated, and travels to every page.
 *
 * Prints each breach as `widget: key, where`, and exits with 1 if there is one.
 */
import path from 'node:path';
import ts from 'typescript';
import { ENGLISH } from '../../src/format/english.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TABLES = path.join(ROOT, 'src/format/messages/');
const SPEAKERS = ['pricing-scope', 'invoice-forecast', 'usage-meter', 'plan-comparison'];
const ALL = Object.keys(ENGLISH).length;

const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
  readonly config: unknown;
};
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const program = ts.createProgram(fileNames, options);
const checker = program.getTypeChecker();

const breaches: string[] = [];
let spoken = 0;
for (const speaker of SPEAKERS) {
  const files = comesWith(path.join(ROOT, `src/elements/${speaker}/index.ts`));
  const own = new Set([...files].filter((file) => file.startsWith(TABLES)).flatMap(keysOf));
  for (const file of files) {
    for (const { key, at } of saidIn(program.getSourceFile(file)!)) {
      spoken += 1;
      if (!own.has(key)) breaches.push(`${speaker}: ${key}, ${path.relative(ROOT, file)}:${at}`);
    }
  }
}
const said = new Set(fileNames.flatMap((file) => saidIn(program.getSourceFile(file)!).map(({ key }) => key)));
// The language of the messages is none of them, and what a problem is called comes with the error.
for (const key of Object.keys(ENGLISH).filter((each) => each !== 'language' && !each.startsWith('problem.')))
  if (!said.has(key)) breaches.push(`nobody says ${key}`);
for (const breach of breaches) console.error(breach);
console.log(`words: ${SPEAKERS.length} elements say ${spoken} messages; ${breaches.length} breaches`);
process.exit(breaches.length === 0 && spoken > ALL ? 0 : 1);

/** The files that run with one: types are gone by then. */
function comesWith(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  for (const statement of program.getSourceFile(entry)!.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) continue;
    if (ts.isImportDeclaration(statement) ? statement.importClause?.isTypeOnly : statement.isTypeOnly) continue;
    if (moduleSpecifier.text.startsWith('.')) comesWith(path.resolve(path.dirname(entry), moduleSpecifier.text), found);
  }
  return found;
}

/** Of the table in a file: what the function in it returns. */
function keysOf(file: string): string[] {
  const [table] = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!);
  const [call] = checker.getTypeOfSymbol(table!).getCallSignatures();
  return call!
    .getReturnType()
    .getProperties()
    .map(({ name }) => name);
}

function saidIn(file: ts.SourceFile): { readonly key: string; readonly at: number }[] {
  const said: { readonly key: string; readonly at: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      const [key] = node.arguments;
      const speaks = name.text === 'text' || name.text === 'rich';
      if (speaks && key && checker.getTypeAtLocation(expression).symbol?.name === 'Format') {
        const type = checker.getTypeAtLocation(key);
        const keys = (type.isUnion() ? type.types : [type]).flatMap((each) =>
          each.isStringLiteral() ? each.value : [],
        );
        const at = file.getLineAndCharacterOfPosition(key.getStart()).line + 1;
        // Any message at all: what another call says, handed on.
        if (keys.length < ALL) said.push(...keys.map((each) => ({ key: each, at })));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return said;
}

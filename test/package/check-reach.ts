import path from 'node:path';
import ts from 'typescript';
import { check } from './check.ts';
import type { Unpacked } from './unpack.ts';

/**
 * Every type that a door speaks of can be imported from some door: without a name for it, nobody can write down what they
 * have got, and a library built on ours has no declarations. Bases of exported types need none.
 */
export function checkReach({ folder, manifest }: Unpacked): void {
  const doors = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'object' && target.types !== undefined ? [path.join(folder, target.types)] : [],
  );
  const program = ts.createProgram(doors, { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, types: [] });
  const checker = program.getTypeChecker();
  const behind = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const exportsOf = (file: string): ts.Symbol[] => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
    return module ? checker.getExportsOfModule(module).map(behind) : [];
  };
  const reached = new Set(doors.flatMap(exportsOf));
  check(reached.size > 50, 'types of the doors: hardly anything is exported');

  const visit = (node: ts.Node, door: string): void => {
    if (ts.isHeritageClause(node) || isHidden(node)) return;
    if (ts.isTypeReferenceNode(node)) {
      const symbol = checker.getSymbolAtLocation(node.typeName);
      const named = symbol && behind(symbol);
      const isOurs = named?.declarations?.some(
        (declaration) =>
          (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration)) &&
          declaration.getSourceFile().fileName.startsWith(folder) &&
          !!declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
      );
      if (named && isOurs) check(reached.has(named), `${door} speaks of ${named.name}, which no door exports`);
    }
    ts.forEachChild(node, (child) => visit(child, door));
  };
  for (const symbol of reached) {
    for (const declaration of symbol.declarations ?? []) {
      if (declaration.getSourceFile().fileName.startsWith(folder)) visit(declaration, symbol.name);
    }
  }
}

/** What only a class of ours can see. */
function isHidden(node: ts.Node): boolean {
  if (!ts.isClassElement(node)) return false;
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.NonPublicAccessibilityModifier) !== 0;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import Base from 'decimal.js';
import { check } from './check.ts';
import { runInNode } from './run-in-node.ts';
import type { Unpacked } from './unpack.ts';

/** All that is declared of a decimal is there, and answers as its library does: the build has left out what is not. */
export function checkDecimal({ home, folder, manifest }: Unpacked): void {
  const declared = readFileSync(path.join(folder, 'dist/engine/numbers/decimal.d.ts'), 'utf8');
  const [own, offered] = ['Decimal', 'DecimalConstructor'].map((type) => {
    const text = new RegExp(`^export interface ${type} \\{.*?^\\}`, 'ms').exec(declared)?.[0] ?? '';
    return [...text.matchAll(MEMBER)].map(([, name = '']) => name);
  });
  const ask = `(Decimal) => [
  ...${JSON.stringify(offered)}.map((name) => [name, typeof Decimal[name] === 'number' ? Decimal[name] : typeof Decimal[name]]),
  ...['-1234.567', '0', '2.5e30', '1e-30'].flatMap((text) => ${JSON.stringify(own)}.map((name) => {
    const decimal = new Decimal(text);
    return [text, name, String(typeof decimal[name] === 'function' ? decimal[name](3) : decimal[name])];
  })),
]`;
  const Whole = Base.clone({ defaults: true, precision: 100, toExpNeg: -9e15, toExpPos: 9e15 });
  const answers = JSON.stringify((runInThisContext(ask) as (Decimal: unknown) => unknown)(Whole));
  check(own!.includes('plus') && offered!.includes('isDecimal'), 'Decimal: nothing is declared');
  runInNode(
    home,
    'what Decimal declares',
    `import { Decimal } from '${manifest.name}/engine';
if (JSON.stringify((${ask})(Decimal)) !== ${JSON.stringify(answers)}) throw new Error('not as decimal.js answers');`,
  );
}

/** A member's line in a declaration. */
const MEMBER = /^ {4}(?:readonly )?(?!new )(\w+)[(:]/gm;

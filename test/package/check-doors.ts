import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { check } from './check.ts';
import { runInNode } from './run-in-node.ts';
import type { Unpacked } from './unpack.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TSC = path.join(ROOT, 'node_modules/typescript/bin/tsc');

/** Declarations of libraries are checked too: ours are among them. */
const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  types: [],
};

/** Whoever uses React has its types. */
const REACT = {
  jsx: 'react-jsx',
  paths: Object.fromEntries(
    ['react', 'react/jsx-runtime'].map((name) => [name, [path.join(ROOT, 'node_modules/@types', name)]]),
  ),
};

/** Each door opens in plain Node, where there is no DOM: nothing is thrown, printed or left running. */
export function checkDoors({ home, folder, manifest }: Unpacked): void {
  for (const [door, target] of Object.entries(manifest.exports)) {
    const { types, default: file } = typeof target === 'string' ? { types: undefined, default: target } : target;
    for (const one of [types, file]) {
      check(one === undefined || existsSync(path.join(folder, one)), `${door}: there is no ${one}`);
    }
    if (file?.endsWith('.js')) check(types !== undefined, `${door} has no types`);
    if (file !== undefined) openInNode(home, manifest.name + door.slice(1));
  }
}

function openInNode(home: string, specifier: string): void {
  const attributes = specifier.endsWith('.json') ? ", { with: { type: 'json' } }" : '';
  runInNode(
    home,
    specifier,
    `const door = await import('${specifier}'${attributes});
if (typeof document !== 'undefined') throw new Error('a DOM has appeared');
if (Object.keys(door).length === 0) throw new Error('nothing is behind it');`,
  );
}

/** Whoever imports every door in a strict TypeScript file gets types for all of it, however their compiler resolves. */
export function checkTypes({ home, folder, manifest }: Unpacked): void {
  const doors = Object.entries(manifest.exports).flatMap(([door, target]) =>
    typeof target === 'object' ? [manifest.name + door.slice(1)] : [],
  );
  const imports = doors.map((door, index) => `import type * as door${index} from '${door}';`);
  const uses = doors.map((_, index) => `export type Door${index} = keyof typeof door${index};`);
  writeFileSync(path.join(home, 'consumer.mts'), [...imports, ...uses, CONSUMER].join('\n'));
  writeFileSync(path.join(home, 'around.d.ts'), AROUND);
  cpSync(path.join(folder, 'docs/vendors'), path.join(home, 'vendors'), { recursive: true });
  const shown = ['README.md', 'docs/vendors.md', 'docs/frameworks.md', 'docs/new-prices.md']
    .flatMap((name) => snippetsOf(folder, name))
    .map(({ type, code }, index) => ({ file: `shown-${index}.${type}`, code }));
  for (const { file, code } of shown) writeFileSync(path.join(home, file), code);
  const files = ['consumer.mts', 'around.d.ts', ...shown.map(({ file }) => file)];
  writeFileSync(path.join(home, 'package.json'), '{ "type": "module" }');
  for (const [module, moduleResolution] of [
    ['ESNext', 'bundler'],
    ['NodeNext', 'nodenext'],
  ] as const) {
    const compilerOptions = { ...STRICT, ...REACT, module, moduleResolution, allowImportingTsExtensions: true };
    writeFileSync(path.join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', home], { encoding: 'utf8' });
    check(status === 0, `types, as ${moduleResolution} resolves them: ${stdout.trim().slice(0, 800)}`);
  }
  for (const door of doors.filter((one) => one.includes('/elements/'))) checkEventTypes(home, door);
  checkServerTypes(home);
}

/** A server has the types of all that needs no page, without those of a browser. */
function checkServerTypes(home: string): void {
  const doors = ['engine', 'contract', 'client', 'store', 'format', 'languages'];
  const imports = doors.map((door) => `export type * as ${door} from 'plainbill/${door}';`);
  writeFileSync(path.join(home, 'server.mts'), imports.join('\n'));
  const server = { lib: ['ES2023'], module: 'NodeNext', types: ['node'] };
  const compilerOptions = { ...STRICT, ...server, typeRoots: [path.join(ROOT, 'node_modules/@types')] };
  writeFileSync(path.join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['server.mts'] }));
  const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', home], { encoding: 'utf8' });
  check(status === 0, `types on a server: ${stdout.trim().slice(0, 800)}`);
}

/** Who takes one widget by its own door has its events typed, as has who takes all of them. */
function checkEventTypes(home: string, door: string): void {
  writeFileSync(path.join(home, 'one-door.mts'), `import '${door}';\n${LISTENER}`);
  const compilerOptions = { ...STRICT, module: 'NodeNext', skipLibCheck: true };
  writeFileSync(path.join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['one-door.mts'] }));
  const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', home], { encoding: 'utf8' });
  check(status === 0, `types of events behind ${door}: ${stdout.trim().slice(0, 800)}`);
}

/** The blocks of TypeScript that a page shows, as a reader would copy them, each with how its file is called. */
function snippetsOf(folder: string, name: string): { type: string; code: string }[] {
  const blocks = [...readFileSync(path.join(folder, name), 'utf8').matchAll(/^```ts(x?)\n(.*?)^```$/gms)];
  check(blocks.length > 0, `${name} shows no TypeScript`);
  return blocks.map(([, jsx, code = '']) => ({ type: jsx ? 'tsx' : 'mts', code }));
}

/** What a reader has around them. */
const AROUND = `
declare const catalogJson: unknown, accountJson: unknown;
declare const catalog: import('plainbill/engine').Catalog, account: import('plainbill/engine').Account;
declare const proposed: typeof catalog, customers: readonly (typeof account)[];
declare function isSent(id: string): Promise<boolean>;
declare function send(subject: string, text: string, html: string): Promise<void>;
declare const token: string, badge: HTMLInputElement, busyMonth: HTMLButtonElement;
declare const plans: readonly import('./vendors/stripe/catalog.ts').StripePlan[];
declare const meters: readonly import('./vendors/stripe/objects.ts').StripeMeter[];
declare const customerId: string, previewTotal: string, subscription: { readonly id: string };
declare function factsOf(id: string): Omit<import('./vendors/stripe/facts.ts').StripeFacts, 'currency' | 'plans' | 'meters'>;
declare function report(...facts: unknown[]): void;
`;

/** Events bubble, so a page can listen on any element, on the document or on the window. */
const LISTENER = `
document.querySelector('pb-pricing')?.addEventListener('pb-question', ({ line }) => line.id);
document.addEventListener('pb-limit', ({ alert }) => alert.id);
window.addEventListener('pb-plan-select', ({ plan }) => plan.id);
`;

/** What the README shows and more, as a program: a wrong type on any of these lines is a broken promise. */
const CONSUMER = `
import 'plainbill';
import { parseAccount, parseCatalog } from 'plainbill/contract';
import { createClient } from 'plainbill/client';
import { alerts, Decimal, estimate, withQuantity } from 'plainbill/engine';
import { alertMail, createFormat } from 'plainbill/format';
import type { PlainbillElements } from 'plainbill/jsx';
import { createPricingStore } from 'plainbill/store';

const [catalog, account] = [parseCatalog({}), parseAccount({})];
const { invoice, forecast, plans } = estimate(catalog, account);
export const total: string | undefined = invoice.total?.toFixed(2);
export const low: number | undefined = forecast?.range80?.low;
export const cheapest: string | undefined = plans.find((plan) => plan.cheapest)?.plan.name;
export const mails: string[] = alerts(catalog, account).map((alert) => alertMail(createFormat('en'), alert, account).html);

const widget = document.createElement('pb-usage-meter');
widget.meter = 'api_calls';
widget.token = async () => 'secret';
widget.addEventListener('pb-limit-request', (event) => event.preventDefault());
widget.endpoint = new URL('https://x.test/billing');
const client = createClient({
  parseCatalog,
  parseAccount,
  revisionOf: ({ revision }) => revision,
  streamUrl: ({ liveUrl }) => liveUrl,
});
const store = createPricingStore({ catalog: client.catalog({ url: '/catalog' }), account: client.account({ url: '/account' }) });
widget.store = store;
store.edit(withQuantity('api_calls', 500_000, 'exactly'));
store.edit(withQuantity('api_calls', new Decimal('0.1').plus(1), 'about'));
export const shown: string | undefined = store.snapshot.status === 'ready' ? store.snapshot.estimate.invoice.total?.toFixed(2) : undefined;
export const props: PlainbillElements['pb-usage-meter'] = { meter: 'api_calls', theme: undefined };
export const scope: PlainbillElements['pb-pricing'] = { 'onpb-limit': ({ alert }) => alert.id };
export const asked: PlainbillElements['pb-invoice-forecast'] = { 'onpb-question': ({ line }) => line.id, 'onpb-error': undefined };
// @ts-expect-error: what no tag has is refused
widget.meterr = '';
`;

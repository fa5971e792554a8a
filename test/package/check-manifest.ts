import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check, checkSame } from './check.ts';
import type { Unpacked } from './unpack.ts';

interface Named {
  readonly name: string;
  readonly type?: { readonly text: string };
}

interface Declaration extends Named {
  readonly tagName?: string;
  readonly attributes?: readonly Named[];
  readonly events?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
  readonly cssStates?: readonly Named[];
}

type Attributes = Readonly<Record<string, readonly string[]>>;

/**
 * The manifest, the editors' data and the JSX types name the tags and attributes that the code has: those that the classes
 * observe, as the built modules say when they are asked.
 */
export function checkManifest(unpacked: Unpacked): void {
  const observed = observedAttributes(unpacked);
  const read = (file: string) => readFileSync(path.join(unpacked.folder, 'dist', file), 'utf8');

  const { modules } = JSON.parse(read('custom-elements.json')) as { modules: { declarations: Declaration[] }[] };
  const declarations = modules.flatMap((module) => module.declarations).filter(({ tagName }) => tagName !== undefined);
  checkAttributes(
    'custom-elements.json',
    attributesOf(declarations, ({ tagName }) => tagName!),
    observed,
  );
  checkLooks(unpacked, declarations);

  const webTypes = JSON.parse(read('web-types.json')) as {
    version: string;
    contributions: { html: { elements: Declaration[] } };
  };
  check(webTypes.version === unpacked.manifest.version, 'web-types.json is of another version');
  checkAttributes('web-types.json', attributesOf(webTypes.contributions.html.elements), observed);

  const { tags } = JSON.parse(read('vscode.html-data.json')) as { tags: Declaration[] };
  checkAttributes('vscode.html-data.json', attributesOf(tags), observed);

  const jsx = read('jsx.d.ts');
  for (const { tagName, attributes, events } of declarations) {
    const start = jsx.indexOf(`\n  '${tagName}': Host`);
    check(start >= 0, `jsx.d.ts: <${tagName}> is missing`);
    const body = jsx.slice(start, jsx.indexOf("\n  '", start + 1) >>> 0);
    const names = [...(attributes ?? []).map(({ name }) => name), ...(events ?? []).map(({ name }) => `on${name}`)];
    for (const name of names) check(body.includes(`'${name}'`), `jsx.d.ts: <${tagName}> has no ${name}`);
  }
  checkEvents(read('elements/events.d.ts'), declarations);
}

/** Each event under its name and with its type, none besides; the scope has all of them, as they bubble. */
function checkEvents(declared: string, declarations: readonly Declaration[]): void {
  const known = [...declared.matchAll(/'(pb-[\w-]+)': (\w+);/g)].map(([, name, type]) => `${name} ${type}`);
  const eventsOf = ({ events = [] }: Declaration) => events.map(({ name, type }) => `${name} ${type?.text}`);
  for (const declaration of declarations) {
    const events = eventsOf(declaration);
    const expected = declaration.tagName === 'pb-pricing' ? known : known.filter((event) => events.includes(event));
    checkSame(`custom-elements.json, events of <${declaration.tagName}>`, events, expected);
  }
  const widgets = declarations.filter(({ tagName }) => tagName !== 'pb-pricing');
  checkSame('custom-elements.json, events of the widgets', widgets.flatMap(eventsOf), known);
}

/** What a page can style: the tokens, parts and states that the built modules speak of. */
function checkLooks({ files, folder }: Unpacked, declarations: readonly Declaration[]): void {
  const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const elements = files.filter((file) => /^dist\/elements\/.*\.js$/.test(file)).map(read);
  const found = (pattern: RegExp) =>
    elements.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name));
  const namesOf = (named: readonly Named[] = []) => named.map(({ name }) => name);

  const parts = found(/\bpart="?([a-z][\w-]*)/g);
  const states = [...read('dist/elements/widget-states.d.ts').matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);
  const widgets = declarations.filter(({ tagName }) => tagName !== 'pb-pricing');
  for (const { tagName, cssProperties, cssStates } of widgets) {
    checkSame(`custom-elements.json, tokens of <${tagName}>`, namesOf(cssProperties), found(/var\((--pb-[\w-]+)/g));
    checkSame(`custom-elements.json, states of <${tagName}>`, namesOf(cssStates), states);
  }
  const listed = widgets.flatMap(({ cssParts }) => namesOf(cssParts));
  for (const part of parts) check(listed.includes(part), `custom-elements.json: no part ${part}`);
}

function attributesOf(elements: readonly Declaration[], nameOf = ({ name }: Declaration) => name): Attributes {
  return Object.fromEntries(
    elements.map((element) => [nameOf(element), (element.attributes ?? []).map(({ name }) => name)]),
  );
}

function checkAttributes(file: string, found: Attributes, observed: Attributes): void {
  checkSame(`${file}, tags`, Object.keys(found), Object.keys(observed));
  for (const [tag, attributes] of Object.entries(observed))
    checkSame(`${file}, <${tag}>`, found[tag] ?? [], attributes);
}

/** By tag: every element that the doors define, asked in Node, with something in place of the browser's registry. */
function observedAttributes({ home, manifest }: Unpacked): Attributes {
  const doors = Object.keys(manifest.exports).filter((door) => door.startsWith('./elements/'));
  const script = `
const found = {};
globalThis.customElements = { get: (tag) => found[tag], define: (tag, element) => { found[tag] = element; } };
for (const door of ${JSON.stringify(doors)}) await import('${manifest.name}' + door.slice(1));
console.log(JSON.stringify(Object.fromEntries(Object.entries(found).map(([tag, { observedAttributes }]) => [tag, observedAttributes]))));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script], {
    cwd: home,
    encoding: 'utf8',
  });
  check(stdout.startsWith('{'), `the elements cannot be asked in Node: ${stderr.trim().slice(0, 500)}`);
  return stdout.startsWith('{') ? (JSON.parse(stdout) as Attributes) : {};
}

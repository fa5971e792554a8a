/**
 * From dist/custom-elements.json, what editors and JSX read:
 * web-types.json (JetBrains), vscode.html-data.json (VS Code) and jsx.d.ts (React, Preact, Solid).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Described {
  readonly name: string;
  readonly description?: string;
}

interface Typed extends Described {
  readonly type?: { readonly text: string };
  readonly default?: string;
}

interface Member extends Typed {
  readonly kind: 'field' | 'method';
  readonly attribute?: string;
  readonly readonly?: boolean;
}

interface Declaration extends Described {
  readonly tagName?: string;
  readonly members?: readonly Member[];
  readonly attributes?: readonly Typed[];
  readonly events?: readonly Typed[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Typed[];
}

interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations: readonly Declaration[] }[];
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const { name, version } = readJson<{ name: string; version: string }>('package.json');
const { modules } = readJson<Manifest>('dist/custom-elements.json');

/** Where each class is declared, for imports beside it. */
const homes = new Map(modules.flatMap((module) => module.declarations.map((one) => [one.name, module.path] as const)));
const elements = modules
  .flatMap((module) => module.declarations)
  .filter((one) => one.tagName !== undefined)
  .sort((a, b) => (tagOf(a) < tagOf(b) ? -1 : 1));
if (elements.length === 0) throw new Error('the manifest has no elements');

writeJson('dist/web-types.json', webTypes());
writeJson('dist/vscode.html-data.json', htmlData());
writeFileSync(path.join(ROOT, 'dist/jsx.d.ts'), jsxTypes());

function webTypes(): object {
  const described = ({ name, description }: Described) => ({ name, description });
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: tagOf(element),
          description: element.description,
          attributes: (element.attributes ?? []).map((attribute) => ({
            ...described(attribute),
            default: attribute.default,
            value: { type: attribute.type?.text },
          })),
          slots: element.slots?.map(described),
          js: {
            properties: fieldsOf(element).map((field) => ({ ...described(field), type: field.type?.text })),
            events: element.events?.map(described),
          },
          css: {
            properties: element.cssProperties?.map(described),
            parts: element.cssParts?.map(described),
          },
        })),
      },
    },
  };
}

function htmlData(): object {
  return {
    version: 1.1,
    tags: elements.map((element) => ({
      name: tagOf(element),
      description: element.description,
      attributes: (element.attributes ?? []).map((attribute) => ({
        name: attribute.name,
        description: attribute.description,
        values: literalsOf(attribute).map((literal) => ({ name: literal })),
      })),
    })),
  };
}

/** A union of string literals names an attribute's values. */
function literalsOf({ type }: Typed): string[] {
  return [...(type?.text.matchAll(/'([^']+)'/g) ?? [])].map(([, literal]) => literal ?? '');
}

function jsxTypes(): string {
  const eventTypes = new Set(elements.flatMap((element) => (element.events ?? []).map(eventType)));
  const imported = new Set([...elements.map((element) => element.name), ...eventTypes].filter((one) => homes.has(one)));
  const imports = [...imported].sort().map((one) => `import type { ${one} } from '${specifierOf(one)}';\n`);
  return `${imports.join('')}
/**
 * The tags of ${name} for JSX. \`Host\` is what your framework lets every element have:
 *
 *     import type { HTMLAttributes, RefAttributes } from 'react';
 *     import type { PlainbillElements } from '${name}/jsx';
 *
 *     declare module 'react' {
 *       namespace JSX {
 *         interface IntrinsicElements extends PlainbillElements<HTMLAttributes<HTMLElement> & RefAttributes<HTMLElement>> {}
 *       }
 *     }
 */
export interface PlainbillElements<Host = unknown> {
${elements.map(jsxElement).join('')}}

/** What a component leaves out it often gives as \`undefined\`. */
type Props<Element, Name extends keyof Element> = { [Key in Name]?: Element[Key] | undefined };

export {};
`;
}

function jsxElement(element: Declaration): string {
  const fields = fieldsOf(element).map((field) => `'${field.name}'`);
  const own = fields.length > 0 ? ` & Props<${element.name}, ${fields.join(' | ')}>` : '';
  // Attributes whose property has the same name are typed by it already.
  const attributes = (element.attributes ?? []).filter((one) => !fields.includes(`'${one.name}'`));
  const rows = [
    ...attributes.map(
      (one) => `    '${one.name}'?: ${one.type?.text === 'boolean' ? 'boolean' : 'string | number'} | undefined;\n`,
    ),
    ...(element.events ?? []).map((one) => `    'on${one.name}'?: ((event: ${eventType(one)}) => void) | undefined;\n`),
  ];
  const doc = element.description ? `  /** ${element.description.replaceAll('\n', ' ')} */\n` : '';
  return `${doc}  '${tagOf(element)}': Host${own}${rows.length > 0 ? ` & {\n${rows.join('')}  }` : ''};\n`;
}

function eventType({ type }: Typed): string {
  return type !== undefined && homes.has(type.text) ? type.text : 'Event';
}

function fieldsOf(element: Declaration): Member[] {
  return (element.members ?? []).filter((member) => member.kind === 'field' && member.readonly !== true);
}

function specifierOf(declared: string): string {
  return `./${path.posix.relative('dist', homes.get(declared) ?? '')}`;
}

function tagOf({ tagName }: Declaration): string {
  return tagName ?? '';
}

function readJson<Json>(file: string): Json {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Json;
}

function writeJson(file: string, value: object): void {
  writeFileSync(path.join(ROOT, file), `${JSON.stringify(value, null, 2)}\n`);
}

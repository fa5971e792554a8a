import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const SOURCES = path.resolve(import.meta.dirname, '../../../src');

/** What templates make. */
export interface TemplateWords {
  readonly tags: readonly string[];
  /** By the name that they have in the page, bound or not. */
  readonly attributes: readonly string[];
}

/** Every element and attribute that a template of the source speaks of, and what elements set of themselves. */
export function templateWords(): TemplateWords {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const markup = files.flatMap((file) => templatesOf(readFileSync(path.join(SOURCES, file), 'utf8'))).join('\n');
  const words = (pattern: RegExp): string[] => [...new Set([...markup.matchAll(pattern)].map(([, word = '']) => word))];
  return {
    tags: words(/<([a-z][\w-]*)/gi),
    // `.style=` shows as an attribute; `lang`, `dir`, `locale` and `theme` are reflected by what has them.
    attributes: [...words(/[\s"'}][.?]?([a-z][\w:-]*)(?:=|[\s/>])/gi), 'style', 'lang', 'dir', 'locale', 'theme'],
  };
}

function templatesOf(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && /^(html|svg)$/.test(node.tag.getText()))
      found.push(textOf(node.template));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('template.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

/** What is written, without what is bound. */
function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join(' ');
}

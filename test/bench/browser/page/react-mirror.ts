import { Fragment, createElement, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Picture, Tree } from './tree.ts';

/** Where React does not call an attribute by its name. */
const PROPERTIES: Readonly<Record<string, string>> = {
  autocomplete: 'autoComplete',
  class: 'className',
  colspan: 'colSpan',
  datetime: 'dateTime',
  for: 'htmlFor',
  inputmode: 'inputMode',
  maxlength: 'maxLength',
  readonly: 'readOnly',
  rowspan: 'rowSpan',
  tabindex: 'tabIndex',
  value: 'defaultValue',
};
const BOOLEANS = new Set(['checked', 'disabled', 'hidden', 'multiple', 'open', 'readonly', 'required', 'selected']);

/**
 * A place in which React renders a picture: a shadow root with the same style sheets, so that both sides lay out and paint
 * the same. What is returned renders at once and completely.
 */
export function prepareMirror({ trees, css }: Picture): { readonly root: ShadowRoot; readonly render: () => void } {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  document.body.append(host);
  const reactRoot = createRoot(root);
  const render = () => flushSync(() => reactRoot.render(createElement(Mirror, { trees })));
  return { root, render };
}

function Mirror({ trees }: Pick<Picture, 'trees'>): ReactNode {
  return createElement(Fragment, null, ...trees.map(toReact));
}

function toReact(tree: Tree): ReactNode {
  if (typeof tree === 'string') return tree;
  const { tag, attributes, children } = tree;
  const properties = Object.entries(attributes).map(([name, value]) => [
    PROPERTIES[name] ?? name,
    name === 'style' ? styleOf(value) : BOOLEANS.has(name) || value,
  ]);
  return createElement(tag, Object.fromEntries(properties) as object, ...children.map(toReact));
}

function styleOf(text: string): Record<string, string> {
  const style = new CSSStyleSheet();
  style.replaceSync(`x{${text}}`);
  const { style: rules } = style.cssRules[0] as CSSStyleRule;
  return Object.fromEntries([...rules].map((name) => [toCamelCase(name), rules.getPropertyValue(name)]));
}

function toCamelCase(name: string): string {
  return name.startsWith('--') ? name : name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

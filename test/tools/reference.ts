/** One row of a table of fields in the reference of the contract. */
export interface ReferenceField {
  readonly value: string;
  /** JSON of the default; `needed`, or words where it depends on something. */
  readonly preset: string;
  readonly meaning: string;
}

/** Fields by the heading they stand under. */
export type Reference = ReadonlyMap<string, ReadonlyMap<string, ReferenceField>>;

/** Reads the tables `field | value | default | meaning` of docs/contract.md. */
export function readReference(markdown: string): Reference {
  const reference = new Map<string, Map<string, ReferenceField>>();
  let heading = '';
  for (const line of markdown.split('\n')) {
    heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
    const [field, value, preset, meaning] = cellsOf(line);
    const name = /^`(\w+)`$/.exec(field ?? '')?.[1];
    if (name === undefined || meaning === undefined) continue;
    const section = reference.get(heading) ?? new Map<string, ReferenceField>();
    if (section.has(name)) throw new Error(`docs/contract.md has ${name} twice under ${heading}`);
    reference.set(heading, section.set(name, { value: value ?? '', preset: preset ?? '', meaning }));
  }
  return reference;
}

function cellsOf(line: string): string[] {
  if (!line.startsWith('|')) return [];
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Words of a cell without their Markdown. */
export function plainText(cell: string): string {
  return cell.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`]/g, '');
}

import * as z from 'zod/mini';
import { account } from '../../src/contract/account.ts';
import { catalog } from '../../src/contract/catalog.ts';
import { models } from '../../src/contract/charge.ts';
import { plan } from '../../src/contract/plan.ts';
import { plainText, type Reference, type ReferenceField } from './reference.ts';

export interface JsonSchema {
  [keyword: string]: unknown;
}
interface Properties {
  [field: string]: JsonSchema;
}

/** The schemas of both documents, and where they and the reference contradict each other. */
export interface ContractSchemas {
  readonly catalog: JsonSchema;
  readonly account: JsonSchema;
  readonly contradictions: readonly string[];
}

/** Makes JSON Schemas (2020-12) of the parser's own schemas, with the reference's words as descriptions. */
export function contractSchemas(reference: Reference): ContractSchemas {
  const contradictions: string[] = [];
  const described = new Set<string>();
  const convert = (schema: z.core.$ZodType, root: string): JsonSchema => {
    const converted = jsonSchemaOf(schema);
    forEachField(converted, [root], ({ path, field, json, isNeeded }) => {
      const headings = headingsOf(path);
      const heading = headings.find((candidate) => reference.get(candidate)?.has(field));
      const row = heading === undefined ? undefined : reference.get(heading)?.get(field);
      if (row === undefined) {
        contradictions.push(`${headings.join(' or ')} has no row for ${field}`);
        return;
      }
      described.add(`${heading}.${field}`);
      contradictions.push(...contradictionsOf(row, json, isNeeded).map((reason) => `${heading}.${field} ${reason}`));
      if (row.meaning !== '') json.description = plainText(row.meaning);
    });
    return converted;
  };
  const { tiered, ...plain } = { ...models, tiered: models.graduated };
  const charges = { flat: plain.flat, per_unit: plain.per_unit, tiered, per_event: plain.per_event };
  const $defs = {
    plan: convert(plan(), 'plan'),
    ...Object.fromEntries(Object.entries(charges).map(([name, schema]) => [name, convert(schema(), name)])),
  };
  propertiesOf($defs.plan).charges!.items = {
    oneOf: Object.keys(charges).map((name) => ({ $ref: `#/$defs/${name}` })),
  };
  const documents = { catalog: convert(catalog(), 'catalog'), account: convert(account(), 'account') };
  const { plans, next } = propertiesOf(documents.catalog);
  plans!.items = { $ref: '#/$defs/plan' };
  Object.assign(next!, { anyOf: [{ $ref: '#' }, { type: 'null' }] });
  Object.assign(propertiesOf(propertiesOf(documents.account).subscription!).plan!, {
    anyOf: [{ type: 'string', minLength: 1, maxLength: 2000 }, { $ref: '#/$defs/plan' }],
  });
  for (const [heading, fields] of reference) {
    for (const field of fields.keys()) {
      if (!described.has(`${heading}.${field}`))
        contradictions.push(`${heading} has a row for ${field}, the parser has not`);
    }
  }
  return {
    catalog: titled('catalog', documents.catalog, $defs),
    account: titled('account', documents.account, $defs),
    // What several objects share would be said several times.
    contradictions: [...new Set(contradictions)],
  };
}

function titled(name: string, schema: JsonSchema, $defs: JsonSchema): JsonSchema {
  const { $schema, ...rest } = schema;
  return { $schema, title: `plainbill ${name}, version 1`, ...rest, $defs };
}

function jsonSchemaOf(schema: z.core.$ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (jsonSchema.type === 'number') jsonSchema.type = 'integer';
      if (jsonSchema.type === 'boolean') delete jsonSchema.enum;
      if (zodSchema._zod.def.type !== 'object') return;
      const { shape } = zodSchema._zod.def as z.core.$ZodObjectDef;
      const presets = Object.entries(shape).map(([field, part]) => [field, z.core.safeParse(part, undefined)] as const);
      // A field that starts with a transform looks optional from outside; only asking it tells.
      const isNeeded = ({ success, data }: z.core.util.SafeParseResult<unknown>) =>
        !success || typeof data === 'function';
      const required = presets.filter(([, result]) => isNeeded(result)).map(([field]) => field);
      if (required.length > 0) jsonSchema.required = required;
      else delete jsonSchema.required;
      if (jsonSchema.additionalProperties === false) jsonSchema.patternProperties = { '^x_': {} };
      for (const [field, { data }] of presets) {
        const json = jsonSchema.properties?.[field] as JsonSchema | undefined;
        if (json !== undefined && data !== undefined && typeof data !== 'function') {
          jsonSchema.properties![field] = { ...json, default: plainJson(data) };
        }
      }
    },
  });
}

function plainJson(preset: unknown): unknown {
  return preset instanceof Map ? Object.fromEntries(preset) : (JSON.parse(JSON.stringify(preset)) as unknown);
}

function propertiesOf(schema: JsonSchema): Properties {
  return (schema.properties ?? {}) as Properties;
}

interface Field {
  readonly path: readonly string[];
  readonly field: string;
  readonly json: JsonSchema;
  readonly isNeeded: boolean;
}

/** Visits each field of every object of a schema; `path` leads to the object. */
function forEachField(schema: JsonSchema, path: readonly string[], visit: (field: Field) => void): void {
  const required = (schema.required ?? []) as readonly string[];
  for (const [field, json] of Object.entries(propertiesOf(schema))) {
    forEachField(json, [...path, field], visit);
    visit({ path, field, json, isNeeded: required.includes(field) });
  }
  const parts = [schema.items, schema.additionalProperties, ...((schema.anyOf ?? []) as unknown[])];
  for (const part of parts)
    if (typeof part === 'object' && part !== null) forEachField(part as JsonSchema, path, visit);
}

/** The headings of docs/contract.md under which the fields of an object stand, by its place in a document. */
function headingsOf(path: readonly string[]): readonly string[] {
  const place = path.slice(-2).join('.');
  return HEADINGS[place] ?? HEADINGS[path.at(-1) ?? ''] ?? [path.join('.')];
}

const CHARGE = ['Charge', 'Charge by quantity'];

const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  catalog: ['Catalog'],
  meters: ['Meter'],
  unit: ['Unit words'],
  sum_of: ['Weighted meter'],
  examples: ['Example'],
  plan: ['Plan'],
  interval: ['Interval'],
  features: ['Feature'],
  action: ['Action'],
  proration: ['Proration'],
  rounding: ['Rounding'],
  flat: ['Charge', 'Flat charge'],
  per_unit: [...CHARGE, 'Per unit charge'],
  tiered: [...CHARGE, 'Tiered charge'],
  per_event: ['Charge', 'Charge per event'],
  convert: ['Conversion'],
  'convert.round': ['Conversion rounding'],
  included: ['Included'],
  package: ['Package'],
  tiers: ['Tier'],
  limits: ['Limit'],
  consent: ['Consent'],
  discounts: ['Discount'],
  'discounts.tiers': ['Discount tier'],
  commitment: ['Commitment'],
  period: ['Span'],
  account: ['Account'],
  subscription: ['Subscription'],
  scheduled: ['Booked change'],
  usage: ['Usage'],
  series: ['Series'],
  billed: ['Billed charge'],
  pending_items: ['Pending item'],
  last_invoices: ['Past invoice'],
  'last_invoices.lines': ['Past line'],
  tax: ['Tax'],
  rates: ['Tax rate'],
  credits: ['Credit'],
  live: ['Live'],
};

/** Where a row of the reference says something else than the parser does. */
function contradictionsOf({ value, preset }: ReferenceField, json: JsonSchema, isNeeded: boolean): string[] {
  const stated = statedDefault(preset);
  const words = [...value.matchAll(/`([^`]*)`/g)].map(([, word]) => word).filter((word) => word !== 'null');
  const single = json.const === undefined ? undefined : [json.const];
  const enumeration = ((json.enum ?? single) as readonly unknown[] | undefined)?.map(String);
  const known =
    enumeration === undefined || words.length === 0 || enumeration.toSorted().join() === words.toSorted().join();
  return [
    ...(isNeeded === (preset === '**needed**') ? [] : [`is ${isNeeded ? '' : 'not '}needed`]),
    ...(JSON.stringify(stated) === JSON.stringify(json.default)
      ? []
      : [`has the default ${JSON.stringify(json.default)}`]),
    ...(known ? [] : [`may be ${enumeration.join(', ')}`]),
  ];
}

/** The JSON of a default; `undefined` where words say what it depends on. */
function statedDefault(preset: string): unknown {
  try {
    return JSON.parse(/^`(.*)`$/.exec(preset)?.[1] ?? '') as unknown;
  } catch {
    return undefined;
  }
}

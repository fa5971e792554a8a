import Base from 'decimal.js';
import { isRecord } from './case.ts';

const Exact = Base.clone({ defaults: true, precision: 200, toExpNeg: -9e15, toExpPos: 9e15 });

/** Whether an answer meets what a case expects: numbers as numbers, dates as instants, lists one by one. */
export function meets(expected: unknown, got: unknown): boolean {
  if (expected === null) return got === null || got === undefined;
  if (got === null || got === undefined) return false;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(got) && got.length === expected.length && expected.every((item, index) => meets(item, got[index]))
    );
  }
  if (isRecord(expected)) {
    return isRecord(got) && Object.entries(expected).every(([key, value]) => meets(value, got[key]));
  }
  const [wanted, given] = [plain(expected), plain(got)];
  if (isDecimal(wanted) && isDecimal(given)) return new Exact(wanted).eq(given);
  return wanted === given || (isInstant(wanted) && isInstant(given) && Date.parse(wanted) === Date.parse(given));
}

/** Short text of a value, for the report. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (Base.isDecimal(value)) return plain(value);
  if (isRecord(value))
    return `{${Object.entries(value)
      .map(([key, field]) => `${key}: ${show(field)}`)
      .join(', ')}}`;
  return value === undefined ? 'nothing' : plain(value);
}

function plain(value: unknown): string {
  return Base.isDecimal(value) ? value.toFixed() : String(value);
}

function isDecimal(value: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(value);
}

function isInstant(value: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value));
}

/** Whether two objects have the same in each of their fields; null has none. */
export function isSame<T extends object>(a: T | null, b: T | null): boolean {
  const fields = Object.keys({ ...a, ...b }) as (keyof T)[];
  return fields.every((field) => a?.[field] === b?.[field]);
}

/**
 * A list of so many, each made from its place. Not `Array.from`: libraries that some pages still load put one of their own
 * in its place, which makes lists of nothing.
 */
export function listOf<T>(count: number, make: (index: number) => T): T[] {
  const list: T[] = [];
  for (let index = 0; index < count; index += 1) list.push(make(index));
  return list;
}

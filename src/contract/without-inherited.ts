/**
 * Does some work while objects inherit nothing of what a page has added to `Object.prototype`: zod walks through its own
 * tables by `for … in`, and trips over such names. In one go, so that nobody else meets objects without them.
 */
export function withoutInherited<T>(work: () => T): T {
  const added = Object.keys(Object.prototype);
  const show = (enumerable: boolean): void =>
    added.forEach((name) => Reflect.defineProperty(Object.prototype, name, { enumerable }));
  show(false);
  try {
    return work();
  } finally {
    show(true);
  }
}

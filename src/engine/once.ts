/** A value that is worked out when first asked for, and kept. */
export function once<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: make() }).value;
}

/**
 * Objects of one kind with fields that are worked out when they are read. Their getters are shared: a getter in an
 * object literal makes a shape of its own for every object, and many of them are slow to make and to forget.
 */
export function lazyKind<T extends object>() {
  return <K extends keyof T>(
    keys: readonly K[],
  ): ((plain: Omit<T, K>, makers: { readonly [P in K]: () => T[P] }) => T) => {
    class Lazy {
      readonly #makers: { readonly [P in K]: () => T[P] };

      constructor(plain: Omit<T, K>, makers: { readonly [P in K]: () => T[P] }) {
        Object.assign(this, plain);
        this.#makers = makers;
      }

      static read(lazy: Lazy, key: K): T[K] {
        return lazy.#makers[key]();
      }
    }
    for (const key of keys) {
      Object.defineProperty(Lazy.prototype, key, {
        get(this: Lazy) {
          return Lazy.read(this, key);
        },
      });
    }
    return (plain, makers) => new Lazy(plain, makers) as unknown as T;
  };
}

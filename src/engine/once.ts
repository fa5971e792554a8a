/** A value that is worked out when first asked for, and kept. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface Table<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** The value that a table holds for a key, worked out when first asked for. */
export function kept<K, V>(table: Table<K, V>, key: K, make: () => V): V {
  let value = table.get(key);
  if (value === undefined) table.set(key, (value = make()));
  return value;
}

/**
 * What follows from two objects alone, such as two documents, whatever is tried out: worked out for the first question
 * about them, and forgotten with them. Further arguments have to follow from the two as well.
 */
export function oncePerPair<A extends object, B extends object, Rest extends readonly unknown[], T>(
  make: (a: A, b: B, ...rest: Rest) => T,
): (a: A, b: B, ...rest: Rest) => T {
  const known = new WeakMap<B, WeakMap<A, { readonly value: T }>>();
  return (a, b, ...rest) => {
    const ofB = kept(known, b, () => new WeakMap<A, { readonly value: T }>());
    return kept(ofB, a, () => ({ value: make(a, b, ...rest) })).value;
  };
}

type Makers<T, K extends keyof T> = { readonly [P in K]: () => T[P] };

/**
 * Objects of one kind with fields that are worked out when they are first read. Their getters are shared: a getter in an
 * object literal makes a shape of its own for every object, and many of them are slow to make and to forget. The fields
 * are those that the first object has makers for.
 */
export function lazyKind<T extends object>() {
  let kind: ReturnType<typeof kindOf> | undefined;
  return <K extends keyof T>(plain: Omit<T, K>, makers: Makers<T, K>): T => {
    kind ??= kindOf(Object.keys(makers));
    return new kind(plain, makers) as T;
  };
}

function kindOf(keys: readonly string[]) {
  type Fields = Readonly<Record<string, () => unknown>>;
  class Lazy {
    readonly #makers: Fields;
    readonly #made: Record<string, unknown> = {};

    constructor(plain: object, makers: Fields) {
      Object.assign(this, plain);
      this.#makers = makers;
    }

    static read(lazy: Lazy, key: string): unknown {
      const made = lazy.#made;
      if (!(key in made)) made[key] = lazy.#makers[key]!();
      return made[key];
    }
  }
  for (const key of keys) {
    Object.defineProperty(Lazy.prototype, key, {
      get(this: Lazy) {
        return Lazy.read(this, key);
      },
    });
  }
  return Lazy;
}

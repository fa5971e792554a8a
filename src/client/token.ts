/** A function that is asked for a token, and asked again when the endpoint refuses it. */
export type TokenFunction = () => string | null | undefined | Promise<string | null | undefined>;

/** Proof of who asks. */
export type Token = string | TokenFunction;

/** One account's token, kept until it is refused. */
export class Bearer {
  /** No document has been read with this token yet: what was read before may have been somebody else's. */
  isNew = true;

  readonly #token: Token | null | undefined;
  #held: Promise<string | null | undefined> | undefined;

  constructor(token: Token | null | undefined) {
    this.#token = token;
  }

  get(): Promise<string | null | undefined> {
    return (this.#held ??= this.#ask());
  }

  /** Forgets a token that was refused. False: there is no other to ask for. */
  renew(): boolean {
    this.#held = undefined;
    this.isNew = true;
    return typeof this.#token === 'function';
  }

  async #ask(): Promise<string | null | undefined> {
    const token: unknown = typeof this.#token === 'function' ? await this.#token() : this.#token;
    // A promise in a function's place, say: two of them cannot be told apart, nor then two owners.
    if (token && typeof token !== 'string') throw new TypeError('no text');
    return token as string | null | undefined;
  }
}

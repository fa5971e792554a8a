/**
 * Our own mistake, never the visitor's or the endpoint's: something the parser has already ruled out.
 * @throws {Error} with `message` where `condition` does not hold.
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`plainbill: ${message}`);
}

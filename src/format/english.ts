import { ALL } from './create-format.ts';
import type { English } from './messages.ts';

/** Every message there is, in English: for whoever translates them. */
export const ENGLISH = Object.assign({}, ...ALL.map((table) => table())) as English;

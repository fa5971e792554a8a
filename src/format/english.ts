import { TABLES, type English } from './messages.ts';

/** Every message there is, in English: for whoever translates them. */
export const ENGLISH = Object.assign({}, ...TABLES) as English;

export { createFormat, Format } from './format.ts';
export type { DateStyle, FigurePart, Quantity, TextValue } from './format.ts';
export { canonicalLocale, directionOf } from './locale.ts';
export type { Message } from './message.ts';
export { ENGLISH } from './messages.ts';
export type { MessageKey, Messages } from './messages.ts';
export { describeAge, describeError, describeProblem } from './problem.ts';

// Controls, marks that turn around the text after them, and what holds words together where lines are broken.
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u00a0\u2028-\u202e]+/g;

/** What a spreadsheet takes for a formula, at the start of a cell or after what some of them part cells by. */
const FORMULA = /(^|[;|])(?=[\s"'\p{Default_Ignorable_Code_Point}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

/** A text of somebody else's for a cell of a spreadsheet: one line, nothing unseen in it, and never a formula. */
export function plainCell(text: string): string {
  return text.replace(UNSEEN, ' ').trim().replace(FORMULA, "$1'");
}

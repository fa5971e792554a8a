const UNSEEN = /[\u061c\u200e\u200f\u2066-\u2069]/g;
/** Characters of Chinese, Japanese and Korean, with their punctuation. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]/g;

/** How many columns a text takes, roughly: one for each character that is seen, two for a wide one. */
export function columnsOf(text: string): number {
  return text.replace(UNSEEN, '').replace(WIDE, '$&$&').length;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML: nothing in it is markup any more. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/** Sentences as a paragraph each, under a heading; in the language and direction of its words. */
export function sectionHtml(
  { language, direction }: { readonly language: string; readonly direction: string },
  heading: string,
  sentences: readonly string[],
  rest = '',
): string {
  const paragraphs = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('');
  return `<section lang="${escapeHtml(language)}" dir="${direction}"><h2>${escapeHtml(heading)}</h2>${paragraphs}${rest}</section>`;
}

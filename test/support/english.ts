const LABELS = ['aria-label', 'title', 'aria-valuetext', 'placeholder'];
/** What `Intl` writes in English in an English locale: months, and the halves of the day. */
const DATES =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|AM|PM)\b/g;

/**
 * English words that a widget shows or says, in text and in labels: all of plain letters.
 *
 * @param known where words may come from that are not the widget's: the documents
 */
export function englishIn(widget: HTMLElement, known: string): string[] {
  const frame = widget.shadowRoot!.querySelector('.frame')!;
  const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent!);
  for (const element of [frame, ...frame.querySelectorAll('*')])
    texts.push(...LABELS.map((name) => element.getAttribute(name) ?? ''));
  const words = texts.flatMap((text) => text.replace(DATES, '').match(/\b[A-Za-z]{2,}\b/g) ?? []);
  return [...new Set(words)].filter((word) => !known.includes(word));
}

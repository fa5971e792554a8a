const LABELS = ['aria-label', 'title', 'aria-valuetext', 'placeholder'];
/** What `Intl` writes in English in an English locale: months, and the halves of the day. */
const DATES =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|AM|PM)\b/g;

const PLACES = /\w+(?:\.\w+)+/g;
/** Fields of documents that people read, and the ids that stand for them where a name is missing. */
const READABLE =
  /"(?:name|description|text|label|zero|one|two|few|many|other|counts|id|plan|meter|currency|unit)":"[^"]*"/g;

/**
 * English words that a widget shows or says, in text and in labels: all of plain letters.
 *
 * @param documents what people read in them need not be the widget's words, nor do places in them, such as `plans.0.id`
 * @param others what else may be there
 */
export function englishIn(widget: HTMLElement, documents: unknown, others: readonly string[] = []): string[] {
  const frame = widget.shadowRoot!.querySelector('.frame')!;
  const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent!);
  for (const element of [frame, ...frame.querySelectorAll('*')])
    texts.push(...LABELS.map((name) => element.getAttribute(name) ?? ''));
  const read = JSON.stringify(documents).match(READABLE) ?? [];
  const known = new Set([...others, ...read.flatMap((field) => wordsIn(field.slice(field.indexOf(':'))))]);
  return [...new Set(texts.flatMap((text) => wordsIn(text.replace(DATES, '').replace(PLACES, ''))))].filter(
    (word) => !known.has(word),
  );
}

function wordsIn(text: string): string[] {
  return text.match(/\b[A-Za-z]{2,}\b/g) ?? [];
}

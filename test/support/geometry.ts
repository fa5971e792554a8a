/** What reaches out of a widget's frame, by its text. */
export function overflowing(widget: HTMLElement): string[] {
  const frame = widget.shadowRoot!.querySelector('.frame')!;
  const edge = frame.getBoundingClientRect();
  return [...frame.querySelectorAll('*')]
    .filter((element) => !element.closest('.visually-hidden, thead, svg'))
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < edge.left - 1 || right > edge.right + 1);
    })
    .map((element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
}

/** A side of what one presses: CSS pixels, of which half a one may be lost to rounding. */
const TARGET = 23.5;

/** Controls that are hard to hit, by their markup. A link within a sentence is as high as its line. */
export function smallTargets(widget: HTMLElement): string[] {
  return [...widget.shadowRoot!.querySelectorAll('button, select, input, summary, a')]
    .filter((control) => control.closest('p, li') === null || control.localName !== 'a')
    .filter((control) => {
      const { width, height } = (control.closest('label') ?? control).getBoundingClientRect();
      return width > 0 && (width < TARGET || height < TARGET);
    })
    .map((control) => control.outerHTML);
}

/** Large figures that take more than one line, in which they are misread. */
export function brokenFigures(widget: HTMLElement): string[] {
  return [...widget.shadowRoot!.querySelectorAll('.figure')]
    .filter((figure) => {
      const { fontSize } = getComputedStyle(figure);
      return figure.getBoundingClientRect().height > 1.6 * parseFloat(fontSize);
    })
    .map((figure) => figure.textContent);
}

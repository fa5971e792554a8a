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

/**
 * Controls smaller than 24 px (of a height half a one may be lost to rounding), by their markup.
 *
 * @param except a selector: a link in a text may be as high as its line
 */
export function smallTargets(widget: HTMLElement, except = ':not(*)'): string[] {
  return [...widget.shadowRoot!.querySelectorAll('button, select, input, summary, a')]
    .filter((control) => !control.matches(except))
    .filter((control) => {
      // What is chosen is chosen by its words too.
      const label = control.matches('[type=radio], [type=checkbox]') ? control.closest('label') : null;
      const { width, height } = (label ?? control).getBoundingClientRect();
      return width < 24 || height < 23.5;
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

/** Boxes that hide a part of their text, with no way to scroll to it; a drawing says again in text what its labels do. */
export function clipped(widget: HTMLElement): string[] {
  return [...widget.shadowRoot!.querySelectorAll<HTMLElement>('.frame *')]
    .filter((element) => !element.closest('.visually-hidden, thead, svg, .curves') && element.textContent.trim() !== '')
    .filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      return (
        (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    })
    .map((element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
}

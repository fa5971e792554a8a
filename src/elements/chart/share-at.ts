/** How far along a drawing a pointer is, from the start of the line of writing: 0 to 1. */
export function shareAt(drawing: Element, { clientX }: PointerEvent): number {
  const { left, width } = drawing.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (clientX - left) / width));
  return drawing.matches(':dir(rtl)') ? 1 - share : share;
}

const fixtures: Element[] = [];

/** Puts markup into the page as its own HTML would; `removeFixtures` takes it out. */
export function fixture(markup: string): HTMLElement {
  const place = document.createElement('div');
  document.body.append(place);
  place.innerHTML = markup;
  fixtures.push(place);
  return place;
}

export function removeFixtures(): void {
  for (const place of fixtures.splice(0)) place.remove();
}

import { pictureOf, type Picture } from './tree.ts';
import { prepareMirror } from './react-mirror.ts';

/** What the pages of the benchmark offer to it: window.painting. */
export interface Painting {
  /** Milliseconds from the moment at which a waiting widget is given its documents to the end of the frame that shows them. */
  widget(tag: string, documents: Documents): Promise<number>;
  /** The same for one that is given them as soon as it is in the page, and has had no time to prepare itself. */
  widgetAtOnce(tag: string, documents: Documents): Promise<number>;
  /** The same for React, which is given the picture of that widget. */
  react(picture: Picture): Promise<number>;
  /** What the widget shows, once it shows it. */
  picture(tag: string, documents: Documents): Promise<Picture>;
}

export interface Documents {
  readonly catalog: unknown;
  readonly account: unknown;
}

interface Widget extends HTMLElement {
  catalog: unknown;
  account: unknown;
  readonly shadowRoot: ShadowRoot;
  readonly snapshot: { readonly status: string };
}

const MOST_FRAMES = 100;
/** In which a near endpoint answers; React waits as long. */
const ANSWER_MS = 200;

declare global {
  var painting: Painting;
}

globalThis.painting = {
  async widget(tag, documents) {
    const widget = appendWidget(tag);
    await answer();
    return untilShown(widget, documents);
  },

  async widgetAtOnce(tag, documents) {
    const widget = appendWidget(tag);
    await frames(2);
    return untilShown(widget, documents);
  },

  async react(picture) {
    const { root, render } = prepareMirror(picture);
    await answer();
    const time = await untilPainted(render, () => root.childElementCount > 0);
    const shown = pictureOf(root);
    if (wordsOf(shown) !== wordsOf(picture) || elementsOf(shown) !== elementsOf(picture))
      throw new Error(`React shows something else: ${elementsOf(shown)} elements instead of ${elementsOf(picture)}`);
    return time;
  },

  async picture(tag, documents) {
    const widget = appendWidget(tag);
    await answer();
    give(widget, documents);
    await frames(5);
    return pictureOf(widget.shadowRoot);
  },
};

/** In the page, its facts on their way. */
function appendWidget(tag: string): Widget {
  const widget = document.createElement(tag) as Widget;
  // One that does not answer; facts that are given hold instead.
  widget.setAttribute('endpoint', '/silence');
  document.body.append(widget);
  return widget;
}

function untilShown(widget: Widget, documents: Documents): Promise<number> {
  return untilPainted(
    () => give(widget, documents),
    () => widget.snapshot.status === 'ready' && widget.shadowRoot.querySelector('.skeleton') === null,
  );
}

function give(widget: Widget, { catalog, account }: Documents): void {
  widget.catalog = catalog;
  widget.account = account;
}

/**
 * Begins with a frame and ends behind the one in which everything is there: a message that is sent within a frame comes
 * when its style, layout and paint are done. No time is spent waiting for a screen to be due.
 */
async function untilPainted(change: () => void, isThere: () => boolean): Promise<number> {
  let start = 0;
  for (let frame = 0; frame < MOST_FRAMES; frame += 1) {
    await new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        if (frame === 0) {
          start = performance.now();
          change();
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
    const end = performance.now();
    if (isThere()) return end - start;
  }
  throw new Error('It was never painted.');
}

/** As long as it takes until data could come, and to the beginning of a frame. */
async function answer(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
  await frames(2);
}

async function frames(count: number): Promise<void> {
  for (let frame = 0; frame < count; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}

function wordsOf({ trees }: Pick<Picture, 'trees'>): string {
  return trees.map((tree) => (typeof tree === 'string' ? tree : wordsOf({ trees: tree.children }))).join('');
}

function elementsOf({ trees }: Pick<Picture, 'trees'>): number {
  return trees.reduce(
    (sum, tree) => (typeof tree === 'string' ? sum : sum + 1 + elementsOf({ trees: tree.children })),
    0,
  );
}

import type { CDPSession } from 'playwright-core';

interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
  };
  readonly nodes: readonly number[];
}

/** Code that was compiled, and what the compilers know of objects: it grows for minutes while the page gets faster, and is bounded. */
const COMPILED: ReadonlySet<string | undefined> = new Set(['code', 'hidden', 'object shape']);

/** Bytes of everything that is alive in the page, but for compiled code: what the page's own doings add up to. */
export async function heapOf(cdp: CDPSession): Promise<number> {
  let text = '';
  const take = ({ chunk }: { readonly chunk: string }) => void (text += chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take);
  // Collects garbage first.
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take);

  const { snapshot, nodes } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (!COMPILED.has(types[0][nodes[at + type]!])) bytes += nodes[at + size]!;
  }
  return bytes;
}

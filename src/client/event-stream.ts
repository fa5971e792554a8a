/**
 * Reads server-sent events (HTML standard, 9.2.6) from text that arrives in pieces cut anywhere. Ids and `retry` are
 * not used: each message is a whole document, and when to come back is decided by ourselves.
 *
 * @param take receives the type and the data of each finished message
 * @param bound the most characters that one message may have; `exceed` is called beyond it, and should throw
 * @returns what takes the pieces
 */
export function createEventReader(
  take: (type: string, message: string) => void,
  bound: number,
  exceed: () => never,
): (chunk: string) => void {
  let rest = '';
  let size = 0;
  let type = '';
  let lines: string[] = [];
  let afterReturn = false;

  const readLine = (line: string) => {
    if (line === '') {
      if (lines.length > 0) take(type || 'message', lines.join('\n'));
      type = '';
      lines = [];
      size = 0;
    }
    const [, field, value = ''] = /^(data|event)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (!field) return;
    size += line.length;
    if (field === 'data') lines.push(value);
    else type = value;
  };

  return (chunk) => {
    // A line may end in CR LF, and the piece between the two.
    const text = afterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
    if (chunk !== '') afterReturn = chunk.endsWith('\r');
    const [first = '', ...more] = text.split(/\r\n|\r|\n/);
    rest += first;
    for (const line of more) {
      readLine(rest);
      rest = line;
    }
    if (size + rest.length > bound) exceed();
  };
}

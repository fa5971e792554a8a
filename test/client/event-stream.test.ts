import { expect } from 'chai';
import fc from 'fast-check';
import { createEventReader } from '../../src/client/event-stream.ts';

function read(pieces: readonly string[], bound = 1000): string[] {
  const messages: string[] = [];
  const take = createEventReader(
    (type, message) => messages.push(`${type}|${message}`),
    bound,
    () => {
      throw new RangeError('too much');
    },
  );
  pieces.forEach(take);
  return messages;
}

describe('createEventReader', () => {
  it('reads type and data, and joins the lines of one message', () => {
    expect(read(['event: account\ndata: {\ndata:  "a": 1}\nid: 7\n\ndata\n\n'])).to.deep.equal([
      'account|{\n "a": 1}',
      'message|',
    ]);
  });

  it('passes over comments, unknown fields and messages without data', () => {
    expect(read([': still here\n\nevent: account\n\nretry: 10\nmydata: x\ndata: x\n\n'])).to.deep.equal(['message|x']);
  });

  it('drops a message that was cut off', () => {
    expect(read(['event: account\ndata: {"a"'])).to.deep.equal([]);
    expect(read(['event: account\ndata: {"a": 1}\n'])).to.deep.equal([]);
  });

  it('reads the same whatever ends the lines and wherever the pieces are cut', () => {
    const lines = ['event: account', 'data: {"a":', 'data: 1}', '', ': life', 'data: x', '', ''];
    const expected = ['account|{"a":\n1}', 'message|x'];
    fc.assert(
      fc.property(fc.constantFrom('\n', '\r', '\r\n'), fc.array(fc.nat(60), { maxLength: 12 }), (end, cuts) => {
        const text = lines.join(end);
        const marks = [0, ...cuts.map((cut) => cut % text.length).sort((a, b) => a - b), text.length];
        const pieces = marks.slice(1).map((mark, index) => text.slice(marks[index], mark));
        expect(read(pieces)).to.deep.equal(expected);
      }),
    );
  });

  it('bounds a line and a message, not the stream', () => {
    expect(() => read(['data: ', 'x'.repeat(60), 'x'.repeat(60)], 100)).to.throw('too much');
    expect(() => read(Array<string>(11).fill('data: 1234\n'), 100)).to.throw('too much');
    expect(read(Array<string>(50).fill('data: 1234\n\n'), 100)).to.have.length(50);
  });
});

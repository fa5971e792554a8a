import { expect } from 'chai';
import { RequestError } from '../../src/client/request-error.ts';
import {
  isHiccup,
  isTransient,
  MAX_FAILURES,
  nextDelayMs,
  pollDelayMs,
  quickDelayMs,
  readRetryAfter,
  recoveryDelayMs,
  type History,
} from '../../src/client/retry.ts';

const error = (reason: RequestError['reason'], retryAfterMs?: number) =>
  new RequestError(reason, 'https://api.test/account', { retryAfterMs });

const well: History = { intervalMs: Infinity, failures: 0, lostStreams: 0, lastError: null };
const half = () => 0.5;

/** A generator of numbers from 0 to 1 that gives the same for the same seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The largest number of instants in any window of a second, wherever it begins. */
function busiestSecond(instantsMs: readonly number[]): number {
  const sorted = [...instantsMs].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  sorted.forEach((instant, index) => {
    while (instant - (sorted[first] ?? 0) >= 1000) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

describe('isTransient', () => {
  it('hopes for the network and the server, not for a refusal or a wrong document', () => {
    expect(isTransient(error('server'))).to.equal(true);
    expect(isTransient(error('offline'))).to.equal(true);
    expect(isTransient(error('rate-limited'))).to.equal(true);
    expect(isTransient(error('forbidden'))).to.equal(false);
    expect(isTransient(error('too-large'))).to.equal(false);
    expect(isTransient(new Error('plan: expected a string'))).to.equal(false);
  });
});

describe('isHiccup', () => {
  it('tries again at once what failed at once, unless the server asked for patience', () => {
    expect(isHiccup(error('network'))).to.equal(true);
    expect(isHiccup(error('server'))).to.equal(true);
    expect(isHiccup(error('server', 5000))).to.equal(false);
    expect(isHiccup(error('timeout'))).to.equal(false);
    expect(isHiccup(error('not-json'))).to.equal(false);
    expect(isHiccup(null)).to.equal(false);
  });
});

describe('quickDelayMs', () => {
  it('doubles, with full jitter', () => {
    expect([1, 2, 3].map((attempt) => quickDelayMs(attempt, half))).to.deep.equal([500, 1000, 2000]);
    expect(quickDelayMs(1, () => 0)).to.equal(0);
  });
});

describe('recoveryDelayMs', () => {
  it('doubles from 75 seconds to five minutes, with full jitter', () => {
    const almostOne = () => 1 - 1e-9;
    const delays = [1, 2, 3, 4, 40].map((failures) => Math.round(recoveryDelayMs(failures, null, almostOne)));
    expect(delays).to.deep.equal([75_000, 150_000, 300_000, 300_000, 300_000]);
  });

  it('comes after the time that the server asked for', () => {
    expect(recoveryDelayMs(1, error('rate-limited', 7000), () => 0)).to.equal(7000);
    expect(recoveryDelayMs(1, error('rate-limited', 7000), half)).to.equal(44_500);
  });
});

describe('pollDelayMs', () => {
  it('stays within a fifth of the interval', () => {
    expect(pollDelayMs(10_000, () => 0)).to.equal(8000);
    expect(pollDelayMs(10_000, half)).to.equal(10_000);
    expect(pollDelayMs(10_000, () => 1 - 1e-9)).to.be.closeTo(12_000, 1);
  });
});

describe('nextDelayMs', () => {
  it('never polls of itself', () => {
    expect(nextDelayMs(well, half)).to.equal(Infinity);
    expect(nextDelayMs({ ...well, intervalMs: 10_000 }, half)).to.equal(10_000);
  });

  it('gives up on a document that is not polled: at once where nobody can hope, else after some failures', () => {
    const failed = { ...well, failures: 1, lastError: error('server') };
    expect(nextDelayMs(failed, half)).to.equal(37_500);
    expect(nextDelayMs({ ...failed, failures: MAX_FAILURES }, half)).to.equal(150_000);
    expect(nextDelayMs({ ...failed, failures: MAX_FAILURES + 1 }, half)).to.equal(Infinity);
    expect(nextDelayMs({ ...failed, lastError: error('forbidden') }, half)).to.equal(Infinity);
  });

  it('never gives up on a document that is polled, but asks less and less often', () => {
    const failed = { ...well, intervalMs: 10_000, failures: 100, lastError: error('forbidden') };
    expect(nextDelayMs(failed, half)).to.equal(150_000);
  });

  it('asks for what was refused no sooner than with the next poll, and for what was missed sooner', () => {
    const hourly = { ...well, intervalMs: 3_600_000, failures: 1 };
    expect(nextDelayMs({ ...hourly, lastError: error('forbidden') }, half)).to.equal(3_600_000);
    expect(nextDelayMs({ ...hourly, lastError: new Error('refused by the contract') }, half)).to.equal(3_600_000);
    expect(nextDelayMs({ ...hourly, lastError: error('server') }, half)).to.equal(37_500);
  });

  it('comes back to a stream that ended, and leaves one that never comes through to polling', () => {
    expect(nextDelayMs({ ...well, lostStreams: 1 }, half)).to.equal(37_500);
    expect(nextDelayMs({ ...well, lostStreams: 1, intervalMs: 10_000 }, half)).to.equal(37_500);
    expect(nextDelayMs({ ...well, lostStreams: 2, intervalMs: 10_000 }, half)).to.equal(10_000);
    expect(nextDelayMs({ ...well, lostStreams: MAX_FAILURES + 1 }, half)).to.equal(Infinity);
    // Each poll would bring another request for the stream that has asked for patience.
    const asked = { lostStreams: 2, lastError: error('server', 600_000) };
    expect(nextDelayMs({ ...well, ...asked, intervalMs: 10_000 }, half)).to.equal(610_000);
  });

  const EMBEDS = 1000;
  const outages: readonly (readonly [string, number, Partial<History>, RequestError | null])[] = [
    ['whose streams are cut in the same moment', 0, {}, null],
    ['whose endpoint stays away for twenty minutes', 1_200_000, {}, error('network')],
    ['that are polled as well', 300_000, { intervalMs: 30_000 }, error('server')],
    ['that are all told to wait half a minute', 90_000, {}, error('rate-limited', 30_000)],
  ];
  for (const [which, outageMs, history, lastError] of outages) {
    it(`spreads a thousand embeds ${which}: in no second do more than 5 % of them come back`, () => {
      const busiest = Array.from({ length: 20 }, (_, seed) => {
        const random = seededRandom(seed);
        const requests: number[] = [];
        for (let embed = 0; embed < EMBEDS; embed += 1) {
          let at = 0;
          for (let failures = 0; ; failures += 1) {
            const loss = { lostStreams: 1, failures, lastError: failures ? lastError : null };
            at += nextDelayMs({ ...well, ...history, ...loss }, random);
            if (at === Infinity) break;
            requests.push(at);
            if (at >= outageMs) break;
          }
        }
        expect(requests).to.have.length.of.at.least(EMBEDS);
        return busiestSecond(requests);
      });
      expect(Math.max(...busiest)).to.be.at.most(EMBEDS * 0.05);
    });
  }

  it('measures a crowd as a crowd', () => {
    expect(busiestSecond([0, 999, 1000, 1500, 1999.5, 9000])).to.equal(3);
  });
});

describe('readRetryAfter', () => {
  const now = Date.UTC(2026, 10, 22, 9);
  const read = (headers: Record<string, string>) => readRetryAfter(new Headers(headers), now);

  it('reads seconds', () => {
    expect(read({ 'retry-after': ' 7 ' })).to.equal(7000);
    expect(read({ 'retry-after': '0' })).to.equal(0);
  });

  it('reads a date, by the clock of whoever wrote it where that can be seen', () => {
    const retryAfter = 'Sun, 22 Nov 2026 09:02:00 GMT';
    expect(read({ 'retry-after': retryAfter })).to.equal(120_000);
    expect(read({ 'retry-after': retryAfter, date: 'Sun, 22 Nov 2026 09:01:30 GMT' })).to.equal(30_000);
  });

  it('waits an hour at most, and not for what is past or makes no sense', () => {
    expect(read({ 'retry-after': '99999999999' })).to.equal(3_600_000);
    expect(read({ 'retry-after': 'Sun, 22 Nov 2026 08:00:00 GMT' })).to.equal(0);
    expect(read({ 'retry-after': 'soon' })).to.equal(undefined);
    expect(read({})).to.equal(undefined);
  });
});

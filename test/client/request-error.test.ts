import { expect } from 'chai';
import { failureOf, RequestError } from '../../src/client/request-error.ts';

describe('RequestError', () => {
  it('names neither the query, the fragment nor the user of a URL', () => {
    const { message } = new RequestError('server', 'https://me:pass@api.test/account?token=secret#secret', {
      status: 503,
    });
    expect(message).to.equal('server (503): https://api.test/account');
  });

  it('carries the status and the wait, and an error of another copy of the script is known by its name', () => {
    const error = new RequestError('rate-limited', 'https://api.test/account', { status: 429, retryAfterMs: 7000 });
    expect(error).to.include({ name: 'RequestError', reason: 'rate-limited', status: 429, retryAfterMs: 7000 });
  });
});

describe('failureOf', () => {
  for (const [status, reason] of [
    [301, 'redirected'],
    [304, 'redirected'],
    [400, 'rejected'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [408, 'timeout'],
    [410, 'not-found'],
    [418, 'rejected'],
    [429, 'rate-limited'],
    [500, 'server'],
    [503, 'server'],
  ] as const) {
    it(`calls ${status} "${reason}"`, () => {
      expect(failureOf({ status, type: 'basic' })).to.equal(reason);
    });
  }

  it('knows a redirect that the browser has kept to itself', () => {
    expect(failureOf({ status: 0, type: 'opaqueredirect' })).to.equal('redirected');
  });
});

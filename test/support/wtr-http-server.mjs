import { startHttpServers } from './http-server.mjs';

/**
 * Runs the servers of http-server.mjs beside the test runner's own; `/__http-servers` says where.
 *
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function httpServers() {
  /** @type {Awaited<ReturnType<typeof startHttpServers>> | undefined} */
  let running;
  return {
    name: 'http-servers',
    async serverStart() {
      running = await startHttpServers();
    },
    serverStop() {
      running?.stop();
    },
    serve(context) {
      if (context.path !== '/__http-servers') return undefined;
      return { body: JSON.stringify(running?.origins), type: 'json' };
    },
  };
}

/** The next error that a page would report as uncaught; the test runner does not hear of it. */
export function reportedError(): Promise<unknown> {
  return new Promise((resolve) => {
    const report = window.onerror;
    window.onerror = (_event, _source, _line, _column, error) => {
      window.onerror = report;
      resolve(error);
      return true;
    };
  });
}

const PATIENCE_MS = 10_000;

/** Lets the page's own tasks run until the condition holds, which must not take long: no clock is waited for. */
export async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Never came true: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Waits for the next round. @module */

/** Waits until a moment has come, in ms since 1970, or the signal is aborted; a moment that has passed is not waited for. */
export function waitUntil(at: number, clock: () => number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(finish, Math.max(0, at - clock()));
    signal.addEventListener("abort", finish, { once: true });
    function finish() {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    }
  });
}

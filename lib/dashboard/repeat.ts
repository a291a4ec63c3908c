/** Work again and again, one after the other, until it is to stop. @module */

/** A loop that can be stopped. */
export interface Repeating {
  /** Ends the loop and waits for the work under way. */
  stop(): Promise<void>;
}

/**
 * Does work in a rhythm; work that takes longer than its turn is followed by the next at once, never joined by it.
 *
 * @param everyMs from beginning to beginning
 * @param work must not throw
 */
export function repeat(everyMs: number, clock: () => number, work: () => Promise<void>): Repeating {
  const stopped = Promise.withResolvers<void>();
  let isStopped = false;
  const loop = (async () => {
    while (!isStopped) {
      const next = clock() + everyMs;
      await work();
      if (!isStopped) await pause(next - clock(), stopped.promise);
    }
  })();
  return {
    stop() {
      isStopped = true;
      stopped.resolve();
      return loop;
    },
  };
}

/** Waits for a time, at most until something happens. */
async function pause(ms: number, until: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, Math.max(ms, 0));
  await Promise.race([promise, until]);
  clearTimeout(timer);
}

/** Another try where a failure is likely to pass by itself. @module */

/** How long somebody keeps trying. */
export interface Patience {
  /** Tries at most, the first included. */
  readonly attemptCount: number;
  /** Pause after the first failure; each further one is twice as long. */
  readonly firstPauseMs: number;
}

/** Six tries within some eight seconds: longer than a restart of a server takes. */
export const USUAL_PATIENCE: Patience = { attemptCount: 6, firstPauseMs: 250 };

/**
 * Does some work, again where its failure is transient.
 *
 * @param isTransient whether another try may succeed; other failures are passed on at once
 * @throws {unknown} the failure of the last try
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * let count = 0;
 * const work = () => ++count < 3 ? Promise.reject(new Error("busy")) : Promise.resolve(count);
 * assertEquals(await retrying(work, () => true, { attemptCount: 3, firstPauseMs: 0 }), 3);
 * ```
 */
export async function retrying<T>(
  work: () => Promise<T>,
  isTransient: (error: unknown) => boolean,
  { attemptCount, firstPauseMs }: Patience = USUAL_PATIENCE,
): Promise<T> {
  for (let attempt = 1;; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attemptCount || !isTransient(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** (attempt - 1)));
    }
  }
}

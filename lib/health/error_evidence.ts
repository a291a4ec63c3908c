/**
 * How sure it is that a server fails, also where it is asked a few times an hour.
 *
 * Of two requests one fails by chance on some server every day, so that a window with fewer than ten requests is judged together with those before it, up to
 * ten requests or an hour; and fewer than three failures prove nothing, as one client and its retries make two. The ratio is
 * Wilson's lower bound (`low_traffic_guard.ts`). Limit: a server of two requests an hour that fails them all is never sure to fail.
 *
 * @module
 */
import { lowerBadRatio } from "../slo/low_traffic_guard.ts";

/** Requests below which a window alone says little. */
export const FEWEST_REQUESTS = 10;
/** Failures below which nothing is proven. */
export const FEWEST_FAILURES = 3;
/** Windows that are looked back on at most: an hour. */
const MOST_WINDOWS = 12;

/** Requests of a window, and how many of them failed. */
export interface WindowErrors {
  readonly request_count: number;
  readonly server_error_count: number;
}

/** The newest windows of one server. */
export class ErrorEvidence {
  readonly #windows: WindowErrors[] = [];

  /**
   * Adds a window, also one without requests.
   *
   * @returns the error ratio that is exceeded with 95 % sureness, never more than the window's own; null where it has no requests
   */
  next(window: WindowErrors): number | null {
    this.#windows.push(window);
    if (this.#windows.length > MOST_WINDOWS) this.#windows.shift();
    if (window.request_count === 0) return null;
    const evidence = { eventCount: 0, badCount: 0 };
    for (const { request_count, server_error_count } of this.#windows.toReversed()) {
      evidence.eventCount += request_count;
      evidence.badCount += server_error_count;
      if (evidence.eventCount >= FEWEST_REQUESTS) break;
    }
    if (evidence.badCount < FEWEST_FAILURES) return 0;
    return Math.min(window.server_error_count / window.request_count, lowerBadRatio(evidence));
  }
}

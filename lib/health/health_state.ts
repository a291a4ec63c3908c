/**
 * The state of a server, with hysteresis.
 *
 * A score that hovers at a limit would make the state flap by itself. So a state is entered at one limit and left at another, a margin above it (the
 * two-level trigger of Schmitt, "A thermionic trigger", Journal of Scientific Instruments 15, 1938), and only after two windows in a row. It gets worse at once:
 * five minutes are evidence enough. What cannot be seen does not heal: a server without evidence stays unhealthy or degraded for an hour, then nobody knows.
 *
 * @module
 */

/** All states, best first, and what is said where nothing is known. */
export const HEALTH_STATES = ["healthy", "degraded", "unhealthy", "unknown"] as const;

/** The state of a server. */
export type HealthState = typeof HEALTH_STATES[number];

/** Scores up to which a server is degraded and unhealthy. */
const DEGRADED_SCORE = 80;
const UNHEALTHY_SCORE = 50;

/** Score above a limit at which a state may be left. */
const MARGIN = 5;

/** Better windows in a row after which a state is left. */
const WINDOWS_TO_RECOVER = 2;

/** Windows without evidence after which a bad state is forgotten: an hour. */
const WINDOWS_TO_FORGET = 12;

/** Follows the state of one server from window to window. */
export class HealthTrack {
  #state: HealthState = "unknown";
  #betterCount = 0;
  #blindCount = 0;

  /**
   * Takes the score of the next window and tells the state.
   *
   * @param score 0..100; null without evidence
   *
   * @example
   * ```ts
   * import { assertEquals } from "@std/assert";
   * const track = new HealthTrack();
   * const states = [100, 30, 90, 90, null].map((score) => track.next(score));
   * assertEquals(states, ["healthy", "unhealthy", "unhealthy", "healthy", "unknown"]);
   * ```
   */
  next(score: number | null): HealthState {
    this.#state = score === null ? this.#blind() : this.#seen(score);
    return this.#state;
  }

  #blind(): HealthState {
    this.#blindCount++;
    this.#betterCount = 0;
    const isBad = this.#state === "degraded" || this.#state === "unhealthy";
    return isBad && this.#blindCount <= WINDOWS_TO_FORGET ? this.#state : "unknown";
  }

  #seen(score: number): HealthState {
    this.#blindCount = 0;
    const [now, sure] = [stateOf(score), stateOf(score - MARGIN)];
    if (this.#state === "unknown" || rank(now) >= rank(this.#state)) {
      this.#betterCount = 0;
      return now;
    }
    this.#betterCount = rank(sure) < rank(this.#state) ? this.#betterCount + 1 : 0;
    if (this.#betterCount < WINDOWS_TO_RECOVER) return this.#state;
    this.#betterCount = 0;
    return sure;
  }
}

/** Names the state that a score alone means. */
export function stateOf(score: number): HealthState {
  if (score <= UNHEALTHY_SCORE) return "unhealthy";
  return score <= DEGRADED_SCORE ? "degraded" : "healthy";
}

function rank(state: HealthState): number {
  return HEALTH_STATES.indexOf(state);
}

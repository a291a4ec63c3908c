/** Follows the figures of one server: what is usual for it, what is missing, and how often it goes up and down. @module */
import { ErrorEvidence, FEWEST_REQUESTS } from "./error_evidence.ts";
import { countChanges, FLAPPING_MINUTES, flappingPercent } from "./flapping.ts";
import type { HealthFigures } from "./health_figures.ts";
import type { ServerWindow } from "./server_window.ts";
import { UsualLevel } from "./usual_level.ts";

const WINDOW_MINUTES = 5;
/** Below these a multiple of the usual peak is no load. */
const FEWEST_IN_FLIGHT = 1;
const FEWEST_CONNECTIONS = 10;
/** Expected requests of which none comes by chance once in ten thousand windows: exp(-9.2). */
const FEWEST_EXPECTED = 9.2;

/** A window beside the others of the same server's peers. */
export interface PeerWindow {
  readonly peers: string | null;
  /** Requests of all peers, the server itself included. */
  readonly requestCount: number;
  readonly latencyRatio: number | null;
}

/** The figures of one server, window by window in order of time. */
export class FigureTrack {
  readonly #latency = new UsualLevel();
  readonly #concurrency = new UsualLevel();
  readonly #connections = new UsualLevel();
  readonly #share = new UsualLevel();
  readonly #errors = new ErrorEvidence();
  #isDown: readonly boolean[] = [];

  /** Measures a window, then learns from it. */
  next(
    window: ServerWindow,
    peer: PeerWindow,
  ): { readonly figures: HealthFigures; readonly missingCount: number | null } {
    const missingCount = this.#missingCount(window, peer);
    const figures = this.#figures(window, peer, missingCount !== null);
    this.#latency.push(figures.p95_duration_ms);
    this.#concurrency.push(window.concurrency);
    this.#connections.push(window.active_connections);
    if (window.request_count > 0) this.#share.push(window.request_count / peer.requestCount);
    return { figures, missingCount };
  }

  #figures(window: ServerWindow, peer: PeerWindow, isMissing: boolean): HealthFigures {
    const { at, request_count, server_error_count, sample_count: _samples, failed_minutes: _failed, ...known } = window;
    const { checked_count, concurrency, active_connections, p95_duration_ms, tail_ratio, ...same } = known;
    const isTelling = request_count >= FEWEST_REQUESTS;
    return {
      ...same,
      window_start_at: at,
      peers: peer.peers,
      request_count,
      server_error_ratio: request_count === 0 ? null : server_error_count / request_count,
      sure_error_ratio: this.#errors.next(window),
      concurrency,
      concurrency_ratio: this.#concurrency.ratioToPeak(atLeast(FEWEST_IN_FLIGHT, concurrency)),
      p95_duration_ms,
      latency_ratio: isTelling ? this.#latency.ratioToMedian(p95_duration_ms) : null,
      peer_latency_ratio: peer.latencyRatio,
      tail_ratio: isTelling ? tail_ratio : null,
      active_connections,
      connections_ratio: this.#connections.ratioToPeak(atLeast(FEWEST_CONNECTIONS, active_connections)),
      failed_check_ratio: checked_count === 0 ? null : bitCount(window.failed_minutes) / checked_count,
      ...this.#flapping(window, isMissing),
    };
  }

  /** Requests that were to be expected by the usual share of what the peers got; null where there is one, or none was. */
  #missingCount({ request_count }: ServerWindow, { requestCount }: PeerWindow): number | null {
    const share = this.#share.median();
    const expected = share === null ? 0 : share * requestCount;
    return request_count === 0 && expected >= FEWEST_EXPECTED ? expected : null;
  }

  /** A minute is down that has a failed check or, where nobody reports checks, lies in a window whose traffic is missing. */
  #flapping({ checked_count, failed_minutes, request_count }: ServerWindow, isMissing: boolean) {
    if (checked_count === 0 && request_count === 0 && !isMissing) {
      return { flapping_percent: null, state_change_count: null };
    }
    const isDown = Array.from(
      { length: WINDOW_MINUTES },
      (_, minute) => checked_count === 0 ? isMissing : (failed_minutes >> minute & 1) === 1,
    );
    const before = this.#isDown.slice(-1);
    this.#isDown = [...this.#isDown, ...isDown].slice(-FLAPPING_MINUTES);
    return {
      flapping_percent: flappingPercent(this.#isDown),
      state_change_count: countChanges([...before, ...isDown]),
    };
  }
}

function atLeast(least: number, value: number | null): number | null {
  return value !== null && value >= least ? value : null;
}

function bitCount(bits: number): number {
  return bits === 0 ? 0 : (bits & 1) + bitCount(bits >> 1);
}

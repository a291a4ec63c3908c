/**
 * What each kind of incident is made of. Adding one is an entry here and its name in `INCIDENT_KINDS`.
 *
 * The magnitudes are what an operator of 200,000 requests a day, seven a minute and server, can still see: an incident
 * of one server lasts twenty minutes and more and changes its metric by a multiple of the noise. Everything else that
 * an incident does (queues, shed requests, retries, connections) follows from these effects.
 *
 * @module
 */
import type { Effect, IncidentKind, IncidentScopeKind, IncidentSeverity } from "./incident_kind.ts";

/** How an incident of a kind is drawn and what it does. */
export interface IncidentProfile {
  readonly scopeKinds: readonly IncidentScopeKind[];
  readonly minMinutes: number;
  readonly maxMinutes: number;
  /** Column of `kpis` or `server_metrics` that shows it best. */
  readonly metric: string;
  /** Severity of the weaker and of the stronger half. */
  readonly severities: readonly [weak: IncidentSeverity, strong: IncidentSeverity];
  /** Whether it can only be where servers are busy. */
  readonly needsLoad?: true;
  /** What happens, in one line; `strength` is 0..1. */
  describe(scope: string, strength: number): string;
  /** The effect at a moment; `progress` goes from 0 to 1. */
  effect(strength: number, progress: number, elapsedMinutes: number): Partial<Effect>;
}

/** Minutes until failed health checks take a server out of the balancing. */
const EJECTION_MINUTES = 2;

/** Minutes of the surge that sets off a metastable failure. */
const TRIGGER_MINUTES = 8;

/** The profile of each kind. */
export const INCIDENT_PROFILES: Readonly<Record<IncidentKind, IncidentProfile>> = {
  latency_degradation: {
    scopeKinds: ["server", "region"],
    minMinutes: 25,
    maxMinutes: 60,
    metric: "p95_duration_ms",
    severities: ["moderate", "critical"],
    describe: (scope, strength) =>
      `A dependency of ${scope} is slow: service takes ${slowness(strength)} times as long`,
    effect: (strength) => ({ serviceFactor: slowness(strength) }),
  },
  error_burst: {
    scopeKinds: ["server", "region"],
    minMinutes: 20,
    maxMinutes: 45,
    metric: "server_error_ratio",
    severities: ["moderate", "critical"],
    describe: (scope, strength) =>
      `A faulty release on ${scope}: ${percent(brokenShare(strength))} of the requests fail`,
    effect: (strength) => ({ failureRatio: brokenShare(strength), failureStatuses: [500, 500, 500, 502] }),
  },
  server_down: {
    scopeKinds: ["server"],
    minMinutes: 20,
    maxMinutes: 60,
    metric: "backend_health_failures",
    severities: ["moderate", "critical"],
    describe: (scope) => `${scope} is down and leaves the balancing after ${EJECTION_MINUTES} minutes`,
    effect: (_strength, _progress, elapsedMinutes) => ({
      failureRatio: 1,
      failureStatuses: [502, 502, 503],
      isDown: true,
      isEjected: elapsedMinutes >= EJECTION_MINUTES,
    }),
  },
  retry_storm: {
    scopeKinds: ["region"],
    minMinutes: 20,
    maxMinutes: 40,
    metric: "retry_ratio",
    severities: ["moderate", "critical"],
    describe: (scope, strength) =>
      `Clients of ${scope} retry at once, up to eight times, as ${percent(stormShare(strength))} of attempts fail`,
    effect: (strength) => ({
      failureRatio: stormShare(strength),
      failureStatuses: [503, 503, 500],
      isImpatient: true,
    }),
  },
  traffic_surge: {
    scopeKinds: ["region", "all"],
    minMinutes: 25,
    maxMinutes: 60,
    metric: "request_count",
    severities: ["moderate", "critical"],
    describe: (scope, strength) => `${surge(strength)} times the usual traffic in ${scope}`,
    effect: (strength) => ({ trafficFactor: surge(strength) }),
  },
  region_outage: {
    scopeKinds: ["region"],
    minMinutes: 15,
    maxMinutes: 35,
    metric: "server_error_ratio",
    severities: ["critical", "critical"],
    describe: (scope) => `${scope} is cut off: most clients do not get through, the others get errors`,
    effect: (strength) => ({
      trafficFactor: 0.3 - 0.15 * strength,
      failureRatio: 0.85 + 0.1 * strength,
      failureStatuses: [503, 503, 503, 504],
      isDown: true,
    }),
  },
  memory_leak: {
    scopeKinds: ["server"],
    minMinutes: 150,
    maxMinutes: 240,
    metric: "memory_usage_percent",
    severities: ["moderate", "critical"],
    describe: (scope) => `${scope} loses memory until it swaps, and is restarted at the end`,
    effect: (strength, progress) => ({ leakedPercent: (46 + 6 * strength) * progress }),
  },
  noisy_neighbour: {
    scopeKinds: ["server"],
    minMinutes: 25,
    maxMinutes: 60,
    metric: "cpu_usage_percent",
    severities: ["minor", "moderate"],
    describe: (scope, strength) => `A neighbour takes ${percent(stolenShare(strength))} of the CPU of ${scope}`,
    effect: (strength) => ({ stolenRatio: stolenShare(strength) }),
  },
  metastable_failure: {
    scopeKinds: ["region"],
    minMinutes: 30,
    maxMinutes: 50,
    metric: "retry_ratio",
    severities: ["critical", "critical"],
    needsLoad: true,
    describe: (scope, strength) =>
      `${
        trigger(strength)
      } times the usual traffic fills ${scope} for ${TRIGGER_MINUTES} minutes, then retries alone keep it full`,
    effect: (strength, _progress, elapsedMinutes) => ({
      trafficFactor: elapsedMinutes < TRIGGER_MINUTES ? trigger(strength) : 1,
      isImpatient: true,
      isWasteful: true,
    }),
  },
};

/** The strengths in tenths and hundredths, so that a description tells exactly what was done. */
const slowness = (strength: number) => Math.round(10 * (3 + 2.5 * strength)) / 10;
const surge = (strength: number) => Math.round(10 * (2.2 + 1.3 * strength)) / 10;
const trigger = (strength: number) => Math.round(10 * (3 + strength)) / 10;
const brokenShare = (strength: number) => Math.round(100 * (0.3 + 0.3 * strength)) / 100;
const stormShare = (strength: number) => Math.round(100 * (0.4 + 0.15 * strength)) / 100;
const stolenShare = (strength: number) => Math.round(100 * (0.45 + 0.12 * strength)) / 100;
const percent = (share: number) => `${Math.round(100 * share)} %`;

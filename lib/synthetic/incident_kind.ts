/** The kinds of incident that a synthetic day can have, and what one does while it lasts. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";

/** All kinds, in the order of the reference. */
export const INCIDENT_KINDS = [
  "latency_degradation",
  "error_burst",
  "server_down",
  "retry_storm",
  "traffic_surge",
  "region_outage",
  "memory_leak",
  "noisy_neighbour",
  "metastable_failure",
] as const;

/** Those that a seed draws from; the others happen on request, so that the days of a seed stay what they were. */
export const SEEDED_KINDS: readonly IncidentKind[] = INCIDENT_KINDS.filter((kind) => kind !== "metastable_failure");

/** One of the kinds of incident. */
export type IncidentKind = typeof INCIDENT_KINDS[number];

/** How serious an incident is, mildest first. */
export const INCIDENT_SEVERITIES = ["minor", "moderate", "critical"] as const;

/** How serious an incident is. */
export type IncidentSeverity = typeof INCIDENT_SEVERITIES[number];

/** The scopes that an incident can have. */
export type IncidentScopeKind = Extract<ScopeKind, "all" | "region" | "server">;

/** What is different in a minute for the servers and clients in an incident's scope. */
export interface Effect {
  /** Arrivals of new requests relative to usual. */
  readonly trafficFactor: number;
  /** Service time relative to usual, spent waiting for something else than the own CPU. */
  readonly serviceFactor: number;
  /** Share of requests that fail. */
  readonly failureRatio: number;
  /** What failed requests are answered with, each as often as it is listed. */
  readonly failureStatuses: readonly number[];
  /** Share of the CPU that somebody else takes. */
  readonly stolenRatio: number;
  /** Memory that is lost. */
  readonly leakedPercent: number;
  /** Whether health checks fail. */
  readonly isDown: boolean;
  /** Whether the balancer has noticed and sends nothing more. */
  readonly isEjected: boolean;
  /** Whether clients retry at once and often. */
  readonly isImpatient: boolean;
  /** Whether servers that are full work on for clients who have given up, where they would turn requests away. */
  readonly isWasteful: boolean;
}

/** A minute without incident. */
export const NO_EFFECT: Effect = {
  trafficFactor: 1,
  serviceFactor: 1,
  failureRatio: 0,
  failureStatuses: [500],
  stolenRatio: 0,
  leakedPercent: 0,
  isDown: false,
  isEjected: false,
  isImpatient: false,
  isWasteful: false,
};

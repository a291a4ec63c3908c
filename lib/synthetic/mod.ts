/**
 * Synthetic telemetry: seeded request logs and server metrics of a fleet behind a balancer, with incidents and the
 * truth about them.
 *
 * `plan` says what is wanted; `traffic_shape`, `client`, `queueing`, `answer`, `retry` and `server_sample` hold one part
 * of the model each; `synthetic_traffic` runs it; `telemetry_files` writes it.
 *
 * @module
 */
export { INCIDENT_TRUTHS, type IncidentTruth } from "./incident.ts";
export { INCIDENT_KINDS, type IncidentKind } from "./incident_kind.ts";
export { DEFAULT_PLAN, type SyntheticPlan, syntheticPlan } from "./plan.ts";
export { syntheticIncidents } from "./synthetic_incidents.ts";
export { TELEMETRY_FILES, type TelemetryChunk, telemetryChunks, type TelemetryFile } from "./telemetry_files.ts";

/** Reads `slo.json`. @module */
import { SCOPE_KINDS, type ScopeKind } from "../traffic/traffic_minute.ts";
import { JsonFields, JsonFieldsError } from "../json/json_fields.ts";
import { INDICATORS, MIN_BAD_COUNT, type Objective, type Objectives } from "./objective.ts";
import { isSloWindow, MOST_DAYS } from "./slo_window.ts";
import { SLO_STATUS } from "./slo_status.ts";
import type { Span } from "./span.ts";

const NAME_LENGTH = SLO_STATUS.columns.objective.length;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads objectives and maintenance spans.
 *
 * @param text JSON with `objectives` and, if wanted, `maintenance`
 * @param apdexMs threshold in ms of latency objectives that name none
 * @throws {JsonFieldsError} for anything that is not as it must be, with its place and what is needed
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const text = `{"objectives": [{"name": "fast", "indicator": "latency", "target": 0.95, "window": "month"}]}`;
 * const { objectives: [fast] } = parseObjectives(text, 500);
 * assertEquals([fast?.scopeKind, fast?.thresholdMs, fast?.window], ["all", 500, "month"]);
 * ```
 */
export function parseObjectives(text: string, apdexMs: number): Objectives {
  const fields = JsonFields.parse(text, ["objectives", "maintenance"]);
  const objectives = fields
    .list("objectives", [
      "name",
      "indicator",
      "target",
      "threshold_ms",
      "scope_kind",
      "scope",
      "window",
      "min_bad_events",
    ])
    .map((entry) => objectiveOf(entry, apdexMs));
  requireNames(objectives);
  const maintenance = fields.has("maintenance")
    ? fields.list("maintenance", ["from", "to", "reason"]).map(maintenanceOf)
    : [];
  return { objectives, maintenance, isWritten: true };
}

function objectiveOf(entry: JsonFields, apdexMs: number): Objective {
  const name = entry.text("name");
  if (name.length === 0 || name.length > NAME_LENGTH) entry.refuse("name", `1 to ${NAME_LENGTH} characters are needed`);
  const indicator = entry.oneOf("indicator", INDICATORS);
  const window = entry.text("window");
  if (!isSloWindow(window)) {
    entry.refuse("window", `days like "30d" up to "${MOST_DAYS}d", "week" or "month" is needed`);
  }
  return {
    name,
    indicator,
    targetRatio: targetOf(entry),
    thresholdMs: indicator === "latency" ? thresholdOf(entry, apdexMs) : noThreshold(entry),
    ...scopeOf(entry),
    window,
    minBadCount: entry.has("min_bad_events") ? minBadCountOf(entry) : MIN_BAD_COUNT,
  };
}

function targetOf(entry: JsonFields): number {
  const target = entry.number("target");
  return target > 0 && target < 1
    ? target
    : entry.refuse("target", "a ratio above 0 and below 1 is needed, 99.9 % is 0.999");
}

function thresholdOf(entry: JsonFields, apdexMs: number): number {
  if (!entry.has("threshold_ms")) return apdexMs;
  const threshold = entry.number("threshold_ms");
  return threshold > 0 ? threshold : entry.refuse("threshold_ms", "milliseconds above 0 are needed");
}

function noThreshold(entry: JsonFields): null {
  return entry.has("threshold_ms")
    ? entry.refuse("threshold_ms", 'it belongs to the indicator "latency"; take it out or change the indicator')
    : null;
}

function minBadCountOf(entry: JsonFields): number {
  const count = entry.number("min_bad_events");
  return Number.isSafeInteger(count) && count >= 1
    ? count
    : entry.refuse("min_bad_events", "a whole number from 1 on is needed");
}

function scopeOf(entry: JsonFields): { readonly scopeKind: ScopeKind; readonly scope: string } {
  const scopeKind = entry.has("scope_kind") ? entry.oneOf("scope_kind", SCOPE_KINDS) : "all";
  if (scopeKind !== "all") return { scopeKind, scope: entry.text("scope") };
  if (entry.has("scope")) entry.refuse("scope", "a scope_kind other than all is needed beside it");
  return { scopeKind, scope: "(all)" };
}

function maintenanceOf(entry: JsonFields): Span {
  const span = { from: instantOf(entry, "from"), to: instantOf(entry, "to") };
  return span.from < span.to ? span : entry.refuse("to", "a moment after from is needed");
}

function instantOf(entry: JsonFields, field: "from" | "to"): number {
  const text = entry.text(field);
  const at = INSTANT.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? entry.refuse(field, 'a moment like "2026-01-05T12:00Z" is needed') : at;
}

function requireNames(objectives: readonly Objective[]): void {
  for (const [i, { name }] of objectives.entries()) {
    const first = objectives.findIndex((other) => other.name === name);
    if (first < i) {
      throw new JsonFieldsError(
        `objectives[${i}].name is ${JSON.stringify(name)}, as is objectives[${first}].name: names must differ`,
      );
    }
  }
}

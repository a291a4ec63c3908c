/** A replay as people read it. @module */
import type { AlertRow } from "../alert/alert.ts";
import type { AlertRuleRow } from "../alert/alert_rule.ts";
import { metricValue } from "../alert/alert_words.ts";
import { textTable } from "../report/text_table.ts";
import { count, moment } from "../report/words.ts";
import type { Replay } from "./replay_rule.ts";

const MINUTE_MS = 60_000;

/** Says when a rule would have fired and what it would have missed. */
export function replayWords(rule: AlertRuleRow, { firings, missed, stretch, incidentCount }: Replay): string {
  const minutes = firings.reduce((sum, { alert }) => sum + firingMinutes(alert, stretch.to), 0);
  const unrelated = firings.filter(({ incidentIds }) => incidentIds.length === 0).length;
  const head = `rule "${rule.rule}" from ${moment(stretch.from)} to ${moment(stretch.to)} UTC: ${
    times(firings.length)
  }, ${count(minutes)} min in all; ${incidentCount - missed.length} of ${incidentCount} incidents caught, ${
    times(unrelated)
  } without an incident`;
  return [
    head,
    ...firings.length === 0 ? [] : ["", "Fired", ...firingLines(rule, firings, stretch.to)],
    ...missed.length === 0 ? [] : ["", "Missed", ...missedLines(missed)],
  ].join("\n");
}

function firingLines(rule: AlertRuleRow, firings: Replay["firings"], end: number): string[] {
  const rows = firings.map(({ alert, incidentIds }) => ({
    fired_at: moment(alert.fired_at),
    minutes: firingMinutes(alert, end),
    peak: rule.kind === "threshold" ? metricValue(rule.metric, alert.peak_value) : alert.peak_value,
    scope: `${alert.scope_kind} ${alert.scope}`,
    incidents: incidentIds.join(" ") || "none",
  }));
  return textTable(["fired_at", "minutes", "peak", "scope", "incidents"], rows);
}

function missedLines(missed: Replay["missed"]): string[] {
  const rows = missed.map(({ opened_at, severity, incident_id, summary }) => (
    { opened_at: moment(opened_at), severity, incident_id, summary }
  ));
  return textTable(["opened_at", "severity", "incident_id", "summary"], rows);
}

function firingMinutes({ fired_at, resolved_at }: AlertRow, end: number): number {
  return ((resolved_at ?? end) - fired_at) / MINUTE_MS;
}

function times(number: number): string {
  return number === 1 ? "1 firing" : `${number} firings`;
}

/** The summary of a pipeline, for a person at a terminal. @module */
import { bold, cyan, dim, green, red, yellow } from "@std/fmt/colors";
import type { AlertRow } from "../alert/alert.ts";
import { printable } from "../run/log.ts";
import type { StepReport } from "../run/step.ts";
import type { IncidentRow } from "../anomaly/incident.ts";
import { retryLines } from "./retry_lines.ts";
import { objectiveWords, type Standing, standingOf } from "./objective_words.ts";
import type { ObjectiveReport, Report, ReportTotals } from "./report.ts";
import { type ServerHealthReport, serverWords } from "./server_words.ts";
import { bytes, count, milliseconds, moment, percent } from "./words.ts";
import { hang, LINE_WIDTH } from "./wrap.ts";

const MOST_INCIDENTS = 8;
const MOST_SOURCES = 12;
const MOST_OBJECTIVES = 4;
const MOST_FIRING = 2;
const MOST_SERVERS = 3;
const INDENT = "  ";

/** A source as the summary shows it. */
export interface SummarySource {
  readonly source: string;
  readonly format: string | null;
  readonly rowCount: number;
  readonly rejectCount: number;
  readonly damage: string | null;
}

/** What a summary tells of. */
export interface SummaryParts {
  readonly report: Report;
  /** Alerts that fire, in order of their start. */
  readonly firing: readonly AlertRow[];
  readonly sources: readonly SummarySource[];
  readonly steps: readonly StepReport[];
  /** Where the tables are. */
  readonly warehouse: string;
}

/** Writes the summary. */
export function summarize({ report, firing, sources, steps, warehouse }: SummaryParts): string {
  const parts = [
    headline(report.totals),
    section("Sources", sourceLines(sources)),
    section("Traffic", trafficLines(report.totals)),
    section(incidentsTitle(report), incidentLines(report.incidents)),
    section("Retries", retryLines(report).flatMap(({ mark, text }) => inSection(`${dim(mark)}  `, text))),
    section("Firing", firingLines(firing)),
    section("Servers", serverLines(report.servers)),
    section("Objectives", objectiveLines(report.objectives)),
    section("Capacity", report.capacity.flatMap((line) => inSection("", line))),
    section("Worth a look", report.worth_a_look.flatMap((line, i) => inSection(`${bold(`${i + 1}`)}  `, line))),
    section("Data quality", qualityLines(report.quality_warnings)),
    section("Steps", stepLines(steps)),
    section("Tables", [
      ...inSection("", warehouse),
      dim("deno task warehouse query kpis, or any client of the engine"),
    ]),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function headline({ from_at, to_at, request_count }: ReportTotals): string {
  if (from_at === null || to_at === null) return bold("No requests");
  return bold(`${count(request_count)} requests`) + dim(`  ${moment(from_at)} to ${moment(to_at)} UTC`);
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [cyan(title), ...lines.map((line) => INDENT + line)].join("\n");
}

/** Lines of a section that are not too long: a head, and text from outside behind it. */
function inSection(head: string, text: string, notes: readonly string[] = []): string[] {
  return hang(head, printable(text), notes, LINE_WIDTH - INDENT.length);
}

function sourceLines(sources: readonly SummarySource[]): string[] {
  const shown = sources.slice(0, MOST_SOURCES);
  const lines = shown.flatMap(({ source, format, rowCount, rejectCount, damage }) => {
    const rejects = rejectCount === 0 ? [] : [yellow(`${count(rejectCount)} unreadable`)];
    const cut = damage === null ? [] : [red("damaged, read in part")];
    return inSection(`${count(rowCount).padStart(11)}  ${(format ?? "unknown format").padEnd(18)} `, source, [
      ...rejects,
      ...cut,
    ]);
  });
  const rest = sources.length - shown.length;
  return rest > 0 ? [...lines, dim(`and ${rest} more`)] : lines;
}

function trafficLines(totals: ReportTotals): string[] {
  const { request_count, active_minute_count, busiest_minute_request_count, response_bytes } = totals;
  if (request_count === 0) return [];
  const rate = (request_count / (active_minute_count * 60)).toPrecision(3);
  const peak = ((busiest_minute_request_count ?? 0) / 60).toPrecision(3);
  return [
    row("rate", `${rate}/s, busiest minute ${peak}/s, ${bytes(response_bytes)} sent`),
    row("latency", latencyWords(totals)),
    row(
      "errors",
      `${percent(totals.server_error_count / request_count)} by the service, ${
        percent(totals.client_error_count / request_count)
      } by clients`,
    ),
    row("retries", retryWords(totals)),
    row("apdex", totals.apdex === null ? "unknown" : totals.apdex.toFixed(3)),
  ];
}

/** What is retried, by whom, and how much more load than was meant that makes. */
function retryWords({ request_count, balancer_retry_count, client_retry_count }: ReportTotals): string {
  const all = percent((balancer_retry_count + client_retry_count) / request_count);
  const meantCount = request_count - client_retry_count;
  if (balancer_retry_count + client_retry_count === 0 || meantCount <= 0) return all;
  const shares = `${percent(client_retry_count / request_count)} by clients, ${
    percent(balancer_retry_count / request_count)
  } by balancers`;
  return `${all}: ${shares}; ${((request_count + balancer_retry_count) / meantCount).toFixed(2)} times the load meant`;
}

function latencyWords(
  { p50_duration_ms, p90_duration_ms, p95_duration_ms, p99_duration_ms, max_duration_ms }: ReportTotals,
): string {
  if (p50_duration_ms === null) return "unknown: the logs tell no durations";
  const named = {
    p50: p50_duration_ms,
    p90: p90_duration_ms,
    p95: p95_duration_ms,
    p99: p99_duration_ms,
    max: max_duration_ms,
  };
  return Object.entries(named).map(([name, ms]) => `${dim(name)} ${milliseconds(ms ?? 0)}`).join("  ");
}

function incidentsTitle({ incidents, anomalies }: Report): string {
  const total = Object.values(anomalies).reduce((sum, number) => sum + number, 0);
  return `Incidents: ${incidents.length}, from ${count(total)} anomalous minutes`;
}

function incidentLines(incidents: readonly IncidentRow[]): string[] {
  if (incidents.length === 0) return [green("none")];
  const shown = incidents.slice(0, MOST_INCIDENTS);
  const lines = shown.flatMap(({ opened_at, closed_at, severity, summary }) => {
    const span = `${moment(opened_at)}${closed_at === null ? " on" : `–${moment(closed_at).slice(11)}`}`;
    return inSection(`${severityMark(severity)}  ${dim(span.padEnd(22))}  `, summary);
  });
  const rest = incidents.length - shown.length;
  return rest > 0 ? [...lines, dim(`and ${rest} more in the table incidents`)] : lines;
}

function severityMark(severity: string): string {
  const colour = severity === "critical" ? red : severity === "moderate" ? yellow : dim;
  return colour(severity.padEnd(8));
}

function firingLines(firing: readonly AlertRow[]): string[] {
  const shown = firing.slice(0, MOST_FIRING);
  const lines = shown.flatMap(({ severity, started_at, summary }) =>
    inSection(`${severityMark(severity)}  ${dim(`since ${moment(started_at)}`)}  `, summary)
  );
  const rest = firing.length - shown.length;
  return rest > 0 ? [...lines, dim(`and ${rest} more: deno task alerts`)] : lines;
}

function objectiveLines(objectives: readonly ObjectiveReport[]): string[] {
  const shown = objectives.slice(0, MOST_OBJECTIVES);
  const lines = shown.flatMap((row) => inSection(`${standingMark(standingOf(row))}  `, objectiveWords(row)));
  const rest = objectives.length - shown.length;
  return rest > 0 ? [...lines, dim(`and ${rest} more in the view slo_current`)] : lines;
}

function standingMark(standing: Standing): string {
  const colour = { broken: red, "at risk": yellow, kept: green }[standing];
  return colour(standing.padEnd(7));
}

/** Nothing is said where all servers are well. */
function serverLines(servers: readonly ServerHealthReport[]): string[] {
  const lines = servers.slice(0, MOST_SERVERS).flatMap((server) =>
    inSection(`${stateMark(server.state)}  `, serverWords(server))
  );
  const rest = servers.length - MOST_SERVERS;
  return rest > 0 ? [...lines, dim(`and ${rest} more in the table server_health`)] : lines;
}

function stateMark(state: string): string {
  const colour = { unhealthy: red, degraded: yellow, healthy: green }[state] ?? dim;
  return colour(state.padEnd(9));
}

function qualityLines(warnings: readonly string[]): string[] {
  return warnings.length === 0
    ? [green("all checks passed")]
    : warnings.flatMap((warning) => inSection("", warning).map(yellow));
}

function stepLines(steps: readonly StepReport[]): string[] {
  return steps.map(({ step, rowsIn, rowsOut, rejected, ms }) => {
    const rejects = rejected === 0 ? "" : `, ${count(rejected)} rejected`;
    return `${step.padEnd(9)} ${milliseconds(ms).padStart(8)}  ${
      dim(`${count(rowsIn)} rows in, ${count(rowsOut)} out${rejects}`)
    }`;
  });
}

function row(name: string, text: string): string {
  return `${name.padEnd(9)} ${text}`;
}

/** Alerts that fire, and rules whose levels are changed here, after a replay over history. @module */
import type { AlertRuleRow } from "../../alert/alert_rule.ts";
import { levelLimits } from "../../alert/level_limits.ts";
import { ruleWords } from "../../alert/rule_words.ts";
import { escapeHtml } from "../html.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { numberOf, textOf } from "../parts/series.ts";
import { momentIn, shortMomentIn, showText } from "../parts/show.ts";

/** Rules that were evaluated so short a time ago tell of now, ms. */
const LATE_MS = 120_000;

/** Renders the alerts that fire. */
export function renderFiring(context: PageContext): string {
  const firing = context.rows("firing").toReversed();
  const title = firingTitle(firing.length, context);
  const alerts = firing.map((row) => alertOf(row, context)).join("\n");
  return `<section class="panel wide" aria-labelledby="firing"><h2 id="firing">${title}</h2>
${firing.length === 0 ? "" : `<ul class="entries">${alerts}</ul>`}
${renderSilences(context)}</section>`;
}

/** The silences that have not ended, and the way to end them. */
function renderSilences({ rows, now, mayChange, zone }: PageContext): string {
  const lasting = rows("silences").filter((row) => (numberOf(row, "to_at") ?? 0) > now);
  if (lasting.length === 0) return "";
  const showMoment = momentIn(zone);
  const entries = lasting.map((row) => {
    const matchers = (JSON.parse(textOf(row, "matchers") || "[]") as string[]).join(", ");
    const body = escapeHtml(JSON.stringify({ silence_id: textOf(row, "silence_id") }));
    const button = mayChange
      ? `<p class="links"><button data-post="/api/silences/expire" data-body="${body}" data-done="Ended">End</button></p>`
      : "";
    return `<li><p>${escapeHtml(matchers)} from ${showMoment(numberOf(row, "from_at"))} to ${
      showMoment(numberOf(row, "to_at"))
    }: ${escapeHtml(textOf(row, "reason"))}</p>${button}</li>`;
  });
  return `<h3>Silenced</h3>
<ul class="entries">${entries.join("\n")}</ul>`;
}

/** Rules are evaluated up to a minute, and only where somebody has them evaluated. */
function firingTitle(count: number, { rows, now, zone }: PageContext): string {
  const ends = rows("states").map((row) => numberOf(row, "evaluated_to_at") ?? 0);
  if (ends.length === 0 && count === 0) return "Alerts: no rule was evaluated yet, deno task alert does so";
  const alerts = count === 0 ? "No alert" : count === 1 ? "1 alert" : `${count} alerts`;
  const until = Math.max(...ends);
  if (ends.length === 0 || until >= now - LATE_MS) return `${alerts} ${count > 1 ? "fire" : "fires"}`;
  const verb = count > 1 ? "were" : "was";
  return `${alerts} ${verb} firing at ${shortMomentIn(zone)(until)}, up to which rules are evaluated`;
}

/** Renders the rules. */
export function renderRules(context: PageContext): string {
  const rules = context.rows("rules");
  const content = rules.length === 0
    ? '<p class="empty">No rule has been evaluated yet: run deno task alert.</p>'
    : `<ul class="entries">${rules.map((row) => ruleOf(row, context)).join("\n")}</ul>`;
  return `<section class="panel" aria-labelledby="rules"><h2 id="rules">Alert rules</h2>
${content}</section>`;
}

function alertOf(alert: ViewRow, { mayChange, zone }: PageContext): string {
  const showMoment = momentIn(zone);
  const severity = textOf(alert, "severity");
  const id = textOf(alert, "alert_id");
  const seen = numberOf(alert, "acknowledged_at");
  const matchers = escapeHtml(
    JSON.stringify([`alertname=${textOf(alert, "rule")}`, `scope=${textOf(alert, "scope")}`]),
  );
  const buttons = mayChange
    ? `<p class="links">${
      seen === null
        ? `<button data-post="/api/alerts/acknowledge" data-body="${
          escapeHtml(JSON.stringify({ alert_id: id }))
        }" data-done="Acknowledged">Acknowledge</button>`
        : ""
    }<button data-silence="${matchers}">Silence for 2 hours</button></p>`
    : "";
  return `<li><p><strong class="severity ${escapeHtml(severity)}">${escapeHtml(severity)}</strong> since <time>${
    showMoment(numberOf(alert, "started_at"))
  }</time>: ${escapeHtml(textOf(alert, "summary"))}${
    seen === null ? "" : `; acknowledged ${showMoment(seen)}`
  }</p>${buttons}</li>`;
}

function ruleOf(rule: ViewRow, { mayChange }: PageContext): string {
  const name = textOf(rule, "rule");
  const words = `${ruleWords(rule as unknown as AlertRuleRow)}, ${textOf(rule, "severity")}${
    rule.is_enabled === false ? ", switched off" : ""
  }`;
  const isWritten = rule.origin === "file";
  const { unit, least, most } = levelLimits({ kind: textOf(rule, "kind"), metric: textOf(rule, "metric") });
  const field = (level: "fire_level" | "clear_level") =>
    `<input name="${level}" type="number" step="any" min="${least}" max="${most}" required value="${
      escapeHtml(showText(rule[level]))
    }">`;
  const clears = rule.clear_level === rule.fire_level ? "" : `<label>clears at ${field("clear_level")}</label>\n`;
  const form = !mayChange || isWritten ? "" : `<form class="filters rule" data-rule="${escapeHtml(name)}">
<label>Fires at ${field("fire_level")} ${escapeHtml(unit)}</label>
${clears}<label>for <input name="for_minutes" type="number" min="0" max="1440" required value="${
    escapeHtml(showText(rule.for_minutes))
  }"> min</label>
<button name="replay" type="submit">Replay over history</button> <button name="save" type="submit">Save</button>
<output aria-live="polite"></output></form>`;
  const note = isWritten ? '<p class="note">Written in alerts.json, changed there.</p>' : "";
  return `<li><p><strong>${escapeHtml(name)}</strong>: ${escapeHtml(words)}</p>${note}${form}</li>`;
}

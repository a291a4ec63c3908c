/** Alerts that fire, and rules whose levels are changed here, after a replay over history. @module */
import type { AlertRuleRow } from "../../alert/alert_rule.ts";
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
${firing.length === 0 ? "" : `<ul class="entries">${alerts}</ul>`}</section>`;
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
        }">Acknowledge</button>`
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
  const form = !mayChange || isWritten ? "" : `<form class="filters rule" data-rule="${escapeHtml(name)}">
<label>Fires at <input name="fire_level" type="number" step="any" required value="${
    escapeHtml(showText(rule.fire_level))
  }"></label>
<label>for <input name="for_minutes" type="number" min="0" max="1440" required value="${
    escapeHtml(showText(rule.for_minutes))
  }"> min</label>
<button name="replay" type="submit">Replay over history</button> <button name="save" type="submit">Save</button>
<output aria-live="polite"></output></form>`;
  const note = isWritten ? '<p class="note">Written in alerts.json, changed there.</p>' : "";
  return `<li><p><strong>${escapeHtml(name)}</strong>: ${escapeHtml(words)}</p>${note}${form}</li>`;
}

/** A figure on its own: what it is now, how it changed, and its shape. @module */
import type { Moment } from "../../chart/chart.ts";
import { sparkline } from "../../chart/sparkline.ts";
import { PAGE_THEME } from "../../chart/theme.ts";
import { escapeHtml } from "../html.ts";
import type { Show } from "./show.ts";

/** What a card shows. */
export interface Card {
  readonly label: string;
  /** Name of the live figure that it is kept up to date with; null where there is none. */
  readonly live: string | null;
  readonly value: number | null;
  /** The same over the span that is compared with; null where nothing is known. */
  readonly before: number | null;
  readonly show: Show;
  /** Whether more is better, worse, or neither. */
  readonly better: "more" | "less" | "neither";
  readonly points: readonly Moment[];
}

/** Change below which nothing is said to be better or worse. */
const SMALL_CHANGE = 0.02;

/** Renders a card. */
export function renderCard({ label, live, value, before, show, better, points }: Card): string {
  const now = live === null ? "" : `<p class="now">now <span data-live="${live}">–</span></p>`;
  return `<li class="card"><h2>${escapeHtml(label)}</h2><p class="value">${escapeHtml(show(value))}</p>${
    changeWords(value, before, better)
  }${sparkline(points, PAGE_THEME.good)}${now}</li>`;
}

function changeWords(value: number | null, before: number | null, better: Card["better"]): string {
  if (value === null || before === null || before === 0) return `<p class="change">nothing to compare</p>`;
  const change = (value - before) / Math.abs(before);
  const isSmall = Math.abs(change) < SMALL_CHANGE;
  const isGood = better === "neither" || isSmall ? null : (change > 0) === (better === "more");
  const kind = isGood === null ? "" : isGood ? " good" : " bad";
  const arrow = isSmall ? "→" : change > 0 ? "▲" : "▼";
  const amount = Math.abs(change) >= 10
    ? `×${(value / before).toPrecision(3)}`
    : `${(100 * Math.abs(change)).toFixed(0)} %`;
  return `<p class="change${kind}">${arrow} ${amount} against before</p>`;
}

/** A chart on a page: its finding as title, the drawing, the numbers behind it, and where they can be had. @module */
import type { ChartSpec } from "../../chart/chart.ts";
import { renderSvg } from "../../chart/render_svg.ts";
import { escapeHtml } from "../html.ts";
import type { PageContext, ViewRead, ViewRow } from "../page.ts";
import { type Pointing, renderPointing } from "./pointing.ts";
import { renderTable, type TableColumn } from "./table.ts";

/** The way to what is behind a figure. */
export interface Drill {
  readonly href: string;
  readonly label: string;
}

/** What a figure shows. */
export interface Figure {
  /** Names it on its page, and in links to it. */
  readonly id: string;
  /** The finding, in words. */
  readonly title: string;
  /** What is drawn, with units. */
  readonly caption: string;
  /** Null where there is nothing to draw; then `empty` says what to do. */
  readonly chart: ChartSpec | null;
  readonly empty: string;
  /** The numbers that are drawn. */
  readonly columns: readonly TableColumn[];
  readonly rows: readonly ViewRow[];
  /** Address of what is behind it, such as the requests of the time; null where there is none. */
  readonly drill?: Drill;
  /** Addresses of parts of what is behind it, such as the requests that failed. */
  readonly drillsOfParts?: readonly Drill[];
  /** Whether it takes the whole width. */
  readonly isWide?: boolean;
  /** Span of its axis of time; absent where it has none. */
  readonly domain?: readonly [number, number];
  /** Whether its time cannot be zoomed into, such as that of a forecast. */
  readonly isFixed?: boolean;
  /** What pointing at the drawing tells; absent where it has its numbers in it. */
  readonly pointing?: Pointing;
}

/** Rows that the table under a figure shows at most; all of them are in the CSV. */
const MOST_ROWS = 60;

/** What a figure is rendered in. */
type FigureContext = Pick<PageContext, "zone" | "range" | "parameters">;

/** Renders a figure. */
export async function renderFigure(figure: Figure, context: FigureContext): Promise<string> {
  const { zone } = context;
  const { id, title, caption, chart, empty, isWide } = figure;
  const drawing = chart === null
    ? `<p class="empty">${escapeHtml(empty)}</p>`
    : drawingOf(figure, zone, labelled(await renderSvg(chart), `${title}. ${caption}`));
  return `<figure id="${id}"${isWide ? ' class="wide"' : ""}>
<figcaption><h2>${escapeHtml(title)}</h2><p>${escapeHtml(caption)}</p></figcaption>
${drawing}
${chart === null ? "" : numbers(figure, context)}
</figure>`;
}

/** A drawing that tells what it is pointed at can be reached with the keyboard, whose arrows then point. */
function drawingOf(
  { title, columns, rows, domain, isFixed, pointing, drill }: Figure,
  zone: string,
  svg: string,
): string {
  const time = domain === undefined ? "" : ` data-from="${domain[0]}" data-to="${domain[1]}"`;
  const zoom = domain === undefined || isFixed ? "" : " data-zooms";
  if (pointing === undefined) return `<div class="drawing"${time}${zoom}>${svg}</div>`;
  const isNarrower = pointing.time !== undefined || pointing.scopeKind !== undefined;
  const behind = isNarrower && drill?.href.startsWith("/requests") ? " data-drills" : "";
  const name = `${title}; arrow keys tell the values${behind === "" ? "" : ", Enter leads to what is behind them"}`;
  return `<div class="drawing" tabindex="0" role="group" aria-label="${
    escapeHtml(name)
  }"${time}${zoom}${behind}>${svg}${renderPointing(pointing, { columns, rows, zone, end: domain?.[1] ?? null })}</div>`;
}

function numbers(figure: Figure, context: FigureContext): string {
  const { id, caption, columns, rows, drill, drillsOfParts = [] } = figure;
  const links = [
    `<a href="#${id}">Link</a>`,
    `<a href="${escapeHtml(numbersAddress(id, context))}" download="${id}.csv">CSV</a>`,
    ...[...drill === undefined ? [] : [drill], ...drillsOfParts].map(({ href, label }) =>
      `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`
    ),
  ];
  const shown = rows.slice(-MOST_ROWS);
  const note = rows.length > shown.length ? `, the last ${shown.length} of ${rows.length}` : "";
  return `<div class="numbers"><details><summary>Table</summary>${
    renderTable(caption + note, columns, shown, context.zone)
  }</details><p class="links">${links.join(" ")}</p></div>`;
}

/** Makes the address of the numbers of a figure, of the time that is shown. */
function numbersAddress(id: string, { parameters, range }: FigureContext): string {
  const query = new URLSearchParams(parameters);
  query.delete("last");
  query.set("from", new Date(range.from).toISOString());
  query.set("to", new Date(range.to).toISOString());
  query.set("figure", id);
  return `?${query}`;
}

/** Makes the address under which the rows of a read are given as CSV. */
export function csvAddress({ view, from, to, only = {} }: ViewRead): string {
  const query = new URLSearchParams({ format: "csv" });
  if (from !== null) query.set("from", new Date(from).toISOString());
  if (to !== null) query.set("to", new Date(to).toISOString());
  for (const [column, values] of Object.entries(only)) for (const value of values) query.append(column, value);
  return `/api/views/${view}?${query}`;
}

/** Gives a drawing one name for those who cannot see it, not one a mark, and leaves its size to the page. */
function labelled(svg: string, name: string): string {
  return svg.replaceAll(/ (?:role|aria-[a-z]+)="[^"]*"/g, "")
    .replace(
      /^<svg([^>]*)>/,
      (_tag, attributes: string) =>
        `<svg${attributes.replaceAll(/ (?:width|height)="[^"]*"/g, "")} role="img" aria-label="${escapeHtml(name)}">`,
    );
}

/**
 * What a place in a drawing tells when it is pointed at: the rows of the table under the figure, by their time and by their name on an axis.
 *
 * The browser gets them as data, never as script: texts are those of the table, and put into the page as text.
 *
 * @module
 */
import { printable } from "../../run/log.ts";
import { embedJson } from "../html.ts";
import type { ViewRow } from "../page.ts";
import { showOf, type TableColumn } from "./table.ts";

/** How places lead to rows. */
export interface Pointing {
  /** Column of the moment that a row begins at, ms since 1970; absent where no axis is time. */
  readonly time?: string;
  /** How long a row lasts, ms, or the column of its end; of a row without an end it is the end of the axis. */
  readonly lasts?: number | string;
  /** Column of the texts along the other axis; absent where that is an axis of values. */
  readonly name?: string;
  /** These texts in their order, from top to bottom or from left to right. */
  readonly names?: readonly string[];
  /** Whether the names stand along the horizontal axis. */
  readonly isAcross?: boolean;
  /** Columns of both axes, and where these end, which begin at zero; for drawings of points in a plane. */
  readonly plane?: { readonly x: string; readonly y: string; readonly ends: readonly [number, number] };
  /** Kind of scope that the names are of; absent where they are no scopes. */
  readonly scopeKind?: string;
  /** What leads to the requests of each name, as a query such as `min_ms=10`, where the names are no scopes. */
  readonly queries?: readonly string[];
  /** Columns and rows to tell, where they are not those of the table. */
  readonly columns?: readonly TableColumn[];
  readonly rows?: readonly ViewRow[];
}

/** Of a text so many characters are told; the table has all of them. */
const LONGEST_TEXT = 160;

/** A row: its beginning, its end, its place among the names or -1, and its texts. */
type PointedRow = readonly [from: number | null, to: number | null, place: number, ...texts: string[]];

/** What the browser gets. */
interface PointedRows {
  readonly labels: readonly string[];
  readonly names: readonly string[];
  /** Queries by place that lead to the requests of a name; empty where none does. */
  readonly queries: readonly string[];
  readonly isAcross: boolean;
  /** Where each row is drawn, as shares of the axes; empty where rows are no points of a plane. */
  readonly places: readonly (readonly [x: number, y: number])[];
  readonly rows: readonly PointedRow[];
}

/**
 * Renders the rows of a drawing as data for the browser.
 *
 * @param end end of the axis of time, ms since 1970; null where there is none
 */
export function renderPointing(
  pointing: Pointing,
  { columns, rows, zone, end }: {
    readonly columns: readonly TableColumn[];
    readonly rows: readonly ViewRow[];
    /** IANA name of the zone that moments are shown in. */
    readonly zone: string;
    readonly end: number | null;
  },
): string {
  const { time, lasts = 0, name, names = [], isAcross = false, plane, columns: told, rows: pointed } = pointing;
  const shown = (told ?? columns).filter((column) => column.name !== time && column.name !== name);
  const shows = shown.map((column) => showOf(column, zone));
  const places = new Map(names.map((text, place) => [text, place]));
  const data: PointedRows = {
    labels: shown.map(({ label }) => label),
    names: names.map(clipped),
    queries: queriesOf(pointing),
    isAcross,
    places: plane === undefined ? [] : (pointed ?? rows).map((row) => placeOf(row, plane)),
    rows: (pointed ?? rows).map((row) => {
      const from = time === undefined ? null : momentOf(row[time]);
      const to = typeof lasts === "number" ? from === null ? null : from + lasts : momentOf(row[lasts]) ?? end;
      const place = name === undefined ? -1 : places.get(String(row[name])) ?? -1;
      return [from, to, place, ...shown.map(({ name }, i) => clipped(shows[i]!(row[name])))];
    }),
  };
  return `<script type="application/json">${embedJson(data)}</script>`;
}

function queriesOf({ names = [], scopeKind, queries = [] }: Pointing): readonly string[] {
  if (scopeKind === undefined) return queries;
  return names.map((text) => new URLSearchParams({ scope: `${scopeKind}:${text}` }).toString());
}

/** @returns shares of the axes, to a thousandth */
function placeOf(row: ViewRow, { x, y, ends }: NonNullable<Pointing["plane"]>): readonly [number, number] {
  const share = (value: unknown, end: number) =>
    Math.round(1_000 * (typeof value === "number" ? value : 0) / end) / 1_000;
  return [share(row[x], ends[0]), share(row[y], ends[1])];
}

function momentOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function clipped(text: string): string {
  return printable(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);
}

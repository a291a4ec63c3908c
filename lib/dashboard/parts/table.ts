/** Rows as an HTML table. @module */
import { escapeHtml } from "../html.ts";
import type { ViewRow } from "../page.ts";
import { instantIn, momentIn, type Show, showText } from "./show.ts";

/** A column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly label: string;
  readonly show?: Show;
  /** Moments, ms since 1970, which are shown in the viewer's zone. */
  readonly isMoment?: boolean;
  /** The same, to the millisecond. */
  readonly isInstant?: boolean;
  /** Long text, which may wrap and stands to the left. */
  readonly isText?: boolean;
}

/** Tells how the values of a column are shown in a zone. */
export function showOf({ show = showText, isMoment = false, isInstant = false }: TableColumn, zone: string): Show {
  if (isInstant) return instantIn(zone);
  return isMoment ? momentIn(zone) : show;
}

/** The columns that anything is known in. */
export function knownOf(columns: readonly TableColumn[], rows: readonly ViewRow[]): readonly TableColumn[] {
  return columns.filter(({ name }) => rows.some((row) => row[name] !== null && row[name] !== undefined));
}

/** Renders rows; the first column names the row. @param zone IANA name of the zone that moments are shown in */
export function renderTable(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly ViewRow[],
  zone: string,
): string {
  const head = columns.map((column) => {
    const label = column.isMoment || column.isInstant ? `${column.label} (${zone})` : column.label;
    return `<th scope="col"${kindOf(column)}>${escapeHtml(label)}</th>`;
  });
  const shows = columns.map((column) => showOf(column, zone));
  const body = rows.map((row) => {
    const cells = columns.map((column, place) => {
      const text = escapeHtml(shows[place]!(row[column.name]));
      const kind = kindOf(column);
      return place === 0 ? `<th scope="row"${kind}>${text}</th>` : `<td${kind}>${text}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table><caption>${
    escapeHtml(caption)
  }</caption><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`;
}

/** Numbers stand to the right, words to the left. */
function kindOf({ isText, isMoment, isInstant, show }: TableColumn): string {
  if (isText) return ' class="text"';
  return show === undefined && !isMoment && !isInstant ? ' class="word"' : "";
}

/** Rows as an HTML table. @module */
import { escapeHtml } from "../html.ts";
import type { ViewRow } from "../page.ts";
import { type Show, showText } from "./show.ts";

/** A column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly label: string;
  readonly show?: Show;
  /** Long text, which may wrap and stands to the left. */
  readonly isText?: boolean;
}

/** Renders rows; the first column names the row. */
export function renderTable(caption: string, columns: readonly TableColumn[], rows: readonly ViewRow[]): string {
  const head = columns.map(({ label, isText }) =>
    `<th scope="col"${isText ? ' class="text"' : ""}>${escapeHtml(label)}</th>`
  );
  const body = rows.map((row) => {
    const cells = columns.map(({ name, show = showText, isText }, place) => {
      const text = escapeHtml(show(row[name]));
      const kind = isText ? ' class="text"' : "";
      return place === 0 ? `<th scope="row"${kind}>${text}</th>` : `<td${kind}>${text}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table><caption>${
    escapeHtml(caption)
  }</caption><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`;
}

/** The columns of a request that its log line does not hold: the route of its path, the source and the line. @module */
import type { ByteRow } from "../table/byte_row.ts";
import type { Table } from "../table/table.ts";
import { RouteWriter } from "../telemetry/value/route.ts";

const COLUMNS = ["route", "source", "line"];

/** Fills in where rows come from, as far as their table has columns for it. */
export class RowOrigin {
  /** The columns that are filled. */
  readonly columns: readonly string[];
  readonly #row: ByteRow;
  readonly #routes = new RouteWriter();
  readonly #path: number;
  readonly #route: number;
  readonly #line: number;

  /**
   * @param row of `table`
   * @param source the same for all rows
   */
  constructor(table: Table, row: ByteRow, source: string) {
    const placeOf = (name: string) => name in table.columns ? row.placeOf(name) : -1;
    this.columns = COLUMNS.filter((name) => name in table.columns);
    this.#row = row;
    [this.#path, this.#route, this.#line] = [placeOf("path"), placeOf("route"), placeOf("line")];
    const bytes = new TextEncoder().encode(source);
    if ("source" in table.columns) row.setText(placeOf("source"), new DataView(bytes.buffer), 0, bytes.length);
  }

  /** Fills in the origin of a row that was read from text. */
  ofText(parsed: object, line: number): void {
    if (this.#line >= 0) this.#row.numbers[this.#line] = line;
    if (this.#route < 0) return;
    const { path } = parsed as { readonly path?: string | null };
    this.#setRoute(typeof path === "string" ? this.#routes.writeText(path) : 0);
  }

  /** Fills in the origin of the row that was read from `bytes`. */
  ofBytes(bytes: Uint8Array, line: number): void {
    const { numbers, starts, ends } = this.#row;
    numbers[this.#line] = line;
    const start = starts[this.#path]!;
    this.#setRoute(start < 0 ? 0 : this.#routes.write(bytes, start, ends[this.#path]!));
  }

  #setRoute(length: number): void {
    this.#row.setText(this.#route, this.#routes.view, 0, length);
  }
}

/**
 * What a page of the dashboard is: a pure function from rows to HTML.
 *
 * A page says which rows it reads for a query; the app reads them, shared among all viewers, and hands them to `render()`. A page never touches the warehouse, the
 * clock or the network, so that a test renders it from rows alone and a report renders it into a file.
 *
 * @module
 */
import type { PlainValue } from "../duckdb/plain_value.ts";
import type { Selection } from "../warehouse/warehouse.ts";

/** A row of a view: instants are ms since 1970, whole numbers are numbers, JSON is its text, sketches are two parallel lists. */
export type ViewRow = Readonly<Record<string, PlainValue>>;

/** A span of time that both ends are known of, ms since 1970: `from` belongs to it, `to` does not. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}

/** One scope, as `kpis` names it; the whole traffic is kind `all`, name `(all)`. */
export interface PageScope {
  readonly kind: string;
  readonly name: string;
}

/** What a viewer asks for; all of it stands in the URL, so that a link reproduces what is shown. */
export interface PageQuery {
  readonly range: PageRange;
  readonly scope: PageScope;
  /** IANA zone that moments are shown in and read in. */
  readonly zone: string;
  /** The span to compare with; null where nothing is compared. */
  readonly compare: PageRange | null;
  /** The query string's other parameters, as they were sent: hostile until checked. */
  readonly parameters: URLSearchParams;
}

/** Rows that a page needs: of which table or view, and which of them. */
export interface ViewRead extends Selection {
  readonly view: string;
  /** Leaves out what has ended by a moment (ms since 1970), by the column of its end, which is null while it goes on. */
  readonly goesOn?: { readonly until: string; readonly after: number };
  /** Length of steps, ms: of `traffic_minutes` a row with the `latency_sketch` of each step is wanted in the place of its minutes. */
  readonly sketchStepMs?: number;
  /** Whether one row with their `count` is wanted in the place of the rows. */
  readonly isCounted?: boolean;
}

/** What a page is rendered from. */
export interface PageContext extends PageQuery {
  /** The rows of a read, by the name that the page gave it; in order of their time. */
  rows(name: string): readonly ViewRow[];
  /** Moment of the tick that is rendered, ms since 1970. */
  readonly now: number;
  /** Whether this viewer may change rules, acknowledge and silence. */
  readonly mayChange: boolean;
  /** Address of a static asset by its file name, such as `dashboard.css`: with its content's hash, to be cached for ever. */
  asset(name: string): string;
}

/** The numbers of a chart. */
export interface DrawnNumbers {
  /** Name of the chart on its page. */
  readonly id: string;
  readonly columns: readonly NumbersColumn[];
  readonly rows: readonly ViewRow[];
}

/** A column of the numbers of a chart. */
export interface NumbersColumn {
  readonly name: string;
  /** Whether it holds moments, ms since 1970; to the minute, or as instants to the millisecond. */
  readonly isMoment?: boolean;
  readonly isInstant?: boolean;
}

/** One page. */
export interface Page {
  /** Its path, such as `/retries`. */
  readonly path: string;
  /** Its name in the navigation and in the browser's title. */
  readonly title: string;
  /** Names the rows that it reads; the fewer distinct reads among viewers, the more are shared. */
  reads(query: PageQuery): Readonly<Record<string, ViewRead>>;
  /** Makes its charts, for the numbers that they draw. */
  figures(context: PageContext): readonly DrawnNumbers[];
  /**
   * Makes the content of `<main>`: no script but data (`type="application/json"`), every value from a log escaped.
   * Elements with `data-live="NAME"` are kept up to date by the client with the live figure of that name.
   */
  render(context: PageContext): Promise<string>;
}

/** Which requests are looked at: by how they were answered, how long they took, and which hundred of them. @module */
import type { NumberSpan } from "../../warehouse/number_span.ts";
import { escapeHtml } from "../html.ts";
import type { PageQuery, ViewRead } from "../page.ts";
import { QueryError } from "../page_query.ts";

/** Requests on a page. */
export const PAGE_LENGTH = 100;

/** The last page: what is further down is found by a narrower time. */
export const LAST_PAGE = 100;

/** Longer than any request, ms. */
const ENDLESS_MS = 1e15;

/** Requests that the service failed: a request without a status was never answered. */
export const FAILED: NumberSpan = { least: 1, below: 500, isOutside: true };

interface Answer {
  readonly label: string;
  readonly span: NumberSpan;
}

/** How requests are answered, by the value of `status` in the query. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  well: { label: "below 400", span: { least: 1, below: 400 } },
  "2xx": { label: "2xx", span: { least: 200, below: 300 } },
  "3xx": { label: "3xx", span: { least: 300, below: 400 } },
  "4xx": { label: "4xx", span: { least: 400, below: 500 } },
  failed: { label: "5xx or none", span: FAILED },
};

/** Columns of `requests` by the kind of scope. */
export const SCOPE_COLUMNS: Readonly<Record<string, string>> = {
  balancer: "balancer",
  pool: "pool",
  server: "server_id",
  region: "region",
  route: "route",
  method: "method",
};

/**
 * Selects the requests that a query asks for: of its time and scope, `status`, `min_ms` and `max_ms`.
 *
 * @throws {QueryError} for what cannot be read
 */
export function selectRequests({ range, scope, parameters }: PageQuery): ViewRead {
  const column = SCOPE_COLUMNS[scope.kind];
  const status = parameters.get("status") || null;
  if (status !== null && !Object.hasOwn(ANSWERS, status)) {
    throw new QueryError(`Cannot use status: one of ${Object.keys(ANSWERS).join(", ")} is needed`);
  }
  const [least, below] = [durationOf(parameters, "min_ms"), durationOf(parameters, "max_ms")];
  return {
    view: "requests",
    ...range,
    ...(column === undefined ? {} : { only: { [column]: [scope.name] } }),
    within: {
      ...(status === null ? {} : { status_code: ANSWERS[status]!.span }),
      ...(least === null && below === null ? {} : { duration_ms: { least: least ?? 0, below: below ?? ENDLESS_MS } }),
    },
  };
}

/** Whether a query asks for some of the requests of its time alone. */
export function isFiltered({ parameters }: PageQuery): boolean {
  return ["status", "min_ms", "max_ms"].some((name) => (parameters.get(name) ?? "") !== "");
}

/** Reads which page is wanted, from 1. @throws {QueryError} for what is no page */
export function pageOf({ parameters }: PageQuery): number {
  const page = Number(parameters.get("page") || 1);
  if (Number.isSafeInteger(page) && page >= 1 && page <= LAST_PAGE) return page;
  throw new QueryError(`Cannot use page: a whole number from 1 to ${LAST_PAGE} is needed`);
}

/** Renders the fields of the filters that choose requests. */
export function renderRequestFields({ parameters }: PageQuery): string {
  const status = parameters.get("status") ?? "";
  const options = [["", "any"], ...Object.entries(ANSWERS).map(([name, { label }]) => [name, label])].map((
    [name, label],
  ) => `<option value="${name}"${name === status ? " selected" : ""}>${label}</option>`);
  const field = (name: string, label: string) =>
    `<label>${label} <input type="number" name="${name}" min="0" step="any" value="${
      escapeHtml(parameters.get(name) ?? "")
    }"> ms</label>`;
  return `<label>Status <select name="status">${options.join("")}</select></label>
${field("min_ms", "Took at least")}
${field("max_ms", "less than")}
`;
}

function durationOf(parameters: URLSearchParams, name: string): number | null {
  const text = parameters.get(name) || null;
  const duration = Number(text);
  if (text === null || Number.isFinite(duration) && duration >= 0) return text === null ? null : duration;
  throw new QueryError(`Cannot use ${name}: a number of milliseconds is needed`);
}

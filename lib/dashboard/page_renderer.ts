/**
 * Pages rendered once for all viewers who ask for the same at one tick, and compressed once.
 *
 * What is looked at is rendered before viewers are told that it has changed, so that nobody waits for a drawing.
 *
 * @module
 */
import { answer, answerHtml, refuse } from "./answer.ts";
import { type AssetStore, compress, encodingOf } from "./asset_store.ts";
import type { NumbersColumn, Page, PageContext, PageQuery } from "./page.ts";
import { readPageQuery } from "./page_query.ts";
import { renderShell } from "./shell.ts";
import type { Shown } from "./ticker.ts";
import { csvOf } from "./view_api.ts";
import type { ReadColumn, ViewReader } from "./view_reader.ts";

/** What pages are rendered with. */
export interface RendererParts {
  readonly pages: readonly Page[];
  readonly reader: Pick<ViewReader, "read">;
  readonly assets: AssetStore;
  readonly shown: () => Shown;
  readonly mayChange: boolean;
}

/** Age of the newest minute up to which spans end now, ms. */
const RECENT_MS = 3_600_000;

/** Renderings that are kept, the oldest go first. */
const KEPT_RENDERINGS = 100;

/** Addresses that are rendered ahead: those that were asked for last. */
const PREPARED_ADDRESSES = 10;

type Bytes = Uint8Array<ArrayBuffer>;

interface Rendering {
  /** Whether some of its rows are older than its tick. */
  readonly isOlder: boolean;
  readonly plain: Bytes;
  readonly gzip: Bytes;
  readonly br: Bytes;
}

/** A page and its query string. */
interface Address {
  readonly page: Page;
  readonly search: string;
}

/** Answers requests for pages. What was rendered from older rows is kept for nobody, and has a version of its own, so that browsers ask again. */
export class PageRenderer {
  readonly #parts: RendererParts;
  readonly #kept = new Map<string, Promise<Rendering>>();
  /** What is looked at, what was asked for last at the end; at first every page as it opens, the first one at the end. */
  readonly #asked = new Map<string, Address>();

  constructor(parts: RendererParts) {
    this.#parts = parts;
    for (const page of parts.pages.toReversed()) this.#asked.set(page.path, { page, search: "" });
  }

  /**
   * Answers a request for a page, or null where there is no page at its path.
   *
   * @throws {QueryError} for a query string that cannot be read
   */
  async answer(request: Request): Promise<Response | null> {
    const { pathname, search, searchParams } = new URL(request.url);
    const page = this.#parts.pages.find(({ path }) => path === pathname);
    if (page === undefined) return null;
    const figure = searchParams.get("figure");
    if (figure !== null) return await this.#answerNumbers(page, searchParams, figure);
    const address = { page, search };
    const rendering = await this.#renderingOf(address, this.#parts.shown());
    this.#remember(address);
    const encoding = encodingOf(request);
    const headers = { vary: "accept-encoding", ...encoding === null ? {} : { "content-encoding": encoding } };
    return answerHtml(rendering[encoding ?? "plain"], { headers });
  }

  /**
   * Renders what is looked at as it is going to be shown; what cannot be rendered fails when it is asked for.
   *
   * @param most addresses that are rendered, what was asked for last first
   */
  async prepare(shown: Shown, most = PREPARED_ADDRESSES): Promise<void> {
    for (const address of [...this.#asked.values()].reverse().slice(0, most)) {
      await this.#renderingOf(address, shown).catch(() => {});
    }
  }

  /** Answers with the numbers of one figure as CSV. */
  async #answerNumbers(page: Page, parameters: URLSearchParams, id: string): Promise<Response> {
    const shown = this.#parts.shown();
    const { context } = await this.#contextOf(page, queryOf(parameters, shown), shown.at);
    const figure = page.figures(context).find((one) => one.id === id);
    if (figure === undefined) return refuse(404, "there is no such figure on this page");
    return answer(csvOf({ columns: figure.columns.map(csvColumn), rows: figure.rows }), {
      type: "text/csv; charset=utf-8",
      headers: { "content-disposition": `attachment; filename="${figure.id}.csv"` },
    });
  }

  #remember(address: Address): void {
    const key = address.page.path + address.search;
    this.#asked.delete(key);
    this.#asked.set(key, address);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > PREPARED_ADDRESSES) this.#asked.delete(oldest!);
  }

  async #renderingOf({ page, search }: Address, shown: Shown): Promise<Rendering> {
    const query = queryOf(new URLSearchParams(search), shown);
    const key = JSON.stringify([page.path, search, shown.version, query.range]);
    return await this.#once(key, () => this.#render(page, query, shown));
  }

  #once(key: string, render: () => Promise<Rendering>): Promise<Rendering> {
    const kept = this.#kept.get(key) ?? render();
    this.#kept.set(key, kept);
    kept.then(({ isOlder }) => isOlder && this.#kept.delete(key), () => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_RENDERINGS) break;
      this.#kept.delete(oldest);
    }
    return kept;
  }

  async #render(page: Page, query: PageQuery, { version, at }: Shown): Promise<Rendering> {
    const { context, isOlder } = await this.#contextOf(page, query, at);
    const content = await page.render(context);
    const { pages } = this.#parts;
    const plain = new TextEncoder().encode(
      renderShell({ pages, page, context, content, version: isOlder ? `${version}-older` : version }),
    );
    return { isOlder, plain, ...await compress(plain) };
  }

  /** Reads what a page needs. */
  async #contextOf(page: Page, query: PageQuery, now: number): Promise<{ context: PageContext; isOlder: boolean }> {
    const { reader, assets, mayChange } = this.#parts;
    const reads = Object.entries(page.reads(query));
    const found = new Map(
      await Promise.all(reads.map(async ([name, read]) => [name, await reader.read(read, now)] as const)),
    );
    const rows = (name: string) => {
      const list = found.get(name)?.rows;
      if (list === undefined) throw new RangeError(`Cannot render "${page.path}": it does not read "${name}"`);
      return list;
    };
    const isOlder = found.values().some((read) => read.isOlder === true);
    return { context: { ...query, rows, now, mayChange, asset: (name) => assets.address(name) }, isOlder };
  }
}

function queryOf(parameters: URLSearchParams, { newestAt, oldestAt, at }: Shown): PageQuery {
  const endsAt = newestAt !== null && at - newestAt > RECENT_MS ? newestAt : at;
  return readPageQuery(parameters, endsAt, oldestAt);
}

function csvColumn({ name, isMoment, isInstant }: NumbersColumn): ReadColumn {
  return { name, type: isMoment || isInstant ? "TIMESTAMP" : "VARCHAR" };
}

/** Pages rendered once for all viewers who ask for the same at one tick, and compressed once. @module */
import { answerHtml } from "./answer.ts";
import { type AssetStore, compress, encodingOf } from "./asset_store.ts";
import type { Page, PageQuery } from "./page.ts";
import { readPageQuery } from "./page_query.ts";
import { renderShell } from "./shell.ts";
import type { ViewReader } from "./view_reader.ts";

/** What pages are rendered with. */
export interface RendererParts {
  readonly pages: readonly Page[];
  readonly reader: Pick<ViewReader, "read">;
  readonly assets: AssetStore;
  /** ms since 1970. */
  readonly clock: () => number;
  /** What is shown now: its version and where its newest minute ends, ms since 1970, null where there is none. */
  readonly shown: () => { readonly version: string; readonly newestAt: number | null };
  readonly mayChange: boolean;
}

/** Age of the newest minute up to which spans end now, ms. */
const RECENT_MS = 3_600_000;

/** Renderings that are kept, the oldest go first. */
const KEPT_RENDERINGS = 100;

type Bytes = Uint8Array<ArrayBuffer>;

interface Rendering {
  /** Whether some of its rows are older than its tick. */
  readonly isOlder: boolean;
  readonly plain: Bytes;
  readonly gzip: Bytes;
  readonly br: Bytes;
}

/** Answers requests for pages. What was rendered from older rows is kept for nobody, and has a version of its own, so that browsers ask again. */
export class PageRenderer {
  readonly #parts: RendererParts;
  readonly #kept = new Map<string, Promise<Rendering>>();

  constructor(parts: RendererParts) {
    this.#parts = parts;
  }

  /**
   * Answers a request for a page, or null where there is no page at its path.
   *
   * @throws {QueryError} for a query string that cannot be read
   */
  async answer(request: Request): Promise<Response | null> {
    const url = new URL(request.url);
    const page = this.#parts.pages.find(({ path }) => path === url.pathname);
    if (page === undefined) return null;
    const { version, newestAt } = this.#parts.shown();
    const now = this.#parts.clock();
    const endsAt = newestAt !== null && now - newestAt > RECENT_MS ? newestAt : now;
    const query = readPageQuery(url.searchParams, endsAt);
    const key = JSON.stringify([page.path, url.search, version, query.range]);
    const rendering = await this.#once(key, () => this.#render(page, query, version, now));
    const encoding = encodingOf(request);
    const headers = { vary: "accept-encoding", ...encoding === null ? {} : { "content-encoding": encoding } };
    return answerHtml(rendering[encoding ?? "plain"], { headers });
  }

  /** Renders pages as a fresh visit asks for them, so that nobody waits for the first rendering, which loads and compiles what draws. */
  async warm(pages: readonly Page[]): Promise<void> {
    for (const { path } of pages) {
      const answer = await this.answer(new Request(`http://127.0.0.1${path}`));
      await answer?.body?.cancel();
    }
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

  async #render(page: Page, query: PageQuery, version: string, now: number): Promise<Rendering> {
    const { pages, reader, assets, mayChange } = this.#parts;
    const reads = Object.entries(page.reads(query));
    const found = new Map(
      await Promise.all(reads.map(async ([name, read]) => [name, await reader.read(read)] as const)),
    );
    const rows = (name: string) => {
      const list = found.get(name)?.rows;
      if (list === undefined) throw new RangeError(`Cannot render "${page.path}": it does not read "${name}"`);
      return list;
    };
    const isOlder = found.values().some((read) => read.isOlder === true);
    const context = { ...query, rows, now, mayChange, asset: (name: string) => assets.address(name) };
    const content = await page.render(context);
    const plain = new TextEncoder().encode(
      renderShell({ pages, page, context, content, version: isOlder ? `${version}-older` : version }),
    );
    return { isOlder, plain, ...await compress(plain) };
  }
}

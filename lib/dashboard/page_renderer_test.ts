import { assertEquals, assertStringIncludes } from "@std/assert";
import { AssetStore } from "./asset_store.ts";
import type { Page } from "./page.ts";
import { PageRenderer } from "./page_renderer.ts";
import type { ReadRows } from "./view_reader.ts";

const FILES = ["dashboard.css", "icon.svg", "dashboard.js", "figures.js", "tips.js", "actions.js", "plot.js"];
const PAGE: Page = {
  path: "/scopes",
  title: "Scopes",
  reads: ({ range }) => ({ minutes: { view: "kpis", ...range } }),
  figures: () => [],
  render: ({ rows }) => Promise.resolve(`<p>${rows("minutes").length} rows</p>`),
};

const SHOWN = { version: "7", newestAt: null, oldestAt: null, at: 0 };

Deno.test("a page of older rows is shown once, and asked for again by its version", async () => {
  const reads: ReadRows[] = [{ columns: [], rows: [], isOlder: true }, { columns: [], rows: [{}] }];
  let readCount = 0;
  const renderer = new PageRenderer({
    pages: [PAGE],
    reader: { read: () => Promise.resolve(reads[Math.min(readCount++, 1)]!) },
    assets: await AssetStore.of(new Map(FILES.map((name) => [name, new Uint8Array()]))),
    shown: () => SHOWN,
    mayChange: true,
  });
  const ask = async () => await (await renderer.answer(new Request("http://127.0.0.1/scopes")))!.text();
  const older = await ask();
  assertStringIncludes(older, "<p>0 rows</p>");
  assertStringIncludes(older, `data-version="7-older"`);
  const fresh = await ask();
  assertStringIncludes(fresh, "<p>1 rows</p>");
  assertStringIncludes(fresh, `data-version="7"`);
  assertEquals(await ask(), fresh);
  assertEquals(readCount, 2);
});

Deno.test("a page that was rendered before anybody asked is there at once", async () => {
  let renderCount = 0;
  const renderer = new PageRenderer({
    pages: [{ ...PAGE, render: () => Promise.resolve(`<p>rendering ${++renderCount}</p>`) }],
    reader: { read: () => Promise.resolve({ columns: [], rows: [] }) },
    assets: await AssetStore.of(new Map(FILES.map((name) => [name, new Uint8Array()]))),
    shown: () => SHOWN,
    mayChange: true,
  });
  await renderer.prepare(SHOWN);
  const answer = await renderer.answer(new Request("http://127.0.0.1/scopes"));
  assertStringIncludes(await answer!.text(), "rendering 1");
  assertEquals(renderCount, 1);
});

import { assertEquals, assertFalse } from "@std/assert";
import { renderPointing } from "./pointing.ts";
import { showLatency } from "./show.ts";

const HOSTILE = `</script><script>alert("x")</script>\u202e`;
const COLUMNS = [{ name: "at", label: "From" }, { name: "server", label: "Server" }, {
  name: "p95",
  label: "p95",
  show: showLatency,
}];

function read(html: string) {
  return JSON.parse(html.replace(/^<script type="application\/json">/, "").replace(/<\/script>$/, ""));
}

Deno.test("a row is told by its time and its place, with the values as the table shows them", () => {
  const rows = [{ at: 0, server: "b", p95: 120 }, { at: 60_000, server: "a", p95: null }];
  const pointing = { time: "at", lasts: 60_000, name: "server", names: ["a", "b"], scopeKind: "server" };
  assertEquals(read(renderPointing(pointing, { columns: COLUMNS, rows, zone: "UTC", end: null })), {
    labels: ["p95"],
    names: ["a", "b"],
    queries: ["scope=server%3Aa", "scope=server%3Ab"],
    isAcross: false,
    places: [],
    rows: [[0, 60_000, 1, "120 ms"], [60_000, 120_000, 0, "–"]],
  });
});

Deno.test("what has not ended lasts until the axis ends", () => {
  const rows = [{ at: 5, to: null, p95: 1 }, { at: 5, to: 9, p95: 1 }];
  const found = read(
    renderPointing({ time: "at", lasts: "to" }, { columns: COLUMNS.slice(2), rows, zone: "UTC", end: 20 }),
  );
  assertEquals(found.rows.map(([from, to]: number[]) => [from, to]), [[5, 20], [5, 9]]);
});

Deno.test("what a log says neither ends the data nor turns it, and a long text is clipped", () => {
  const rows = [{ at: 0, server: HOSTILE, p95: 1, text: "x".repeat(10_000) }];
  const columns = [...COLUMNS, { name: "text", label: "Text" }];
  const html = renderPointing({ time: "at", name: "server", names: [HOSTILE], scopeKind: "server" }, {
    columns,
    rows,
    zone: "UTC",
    end: null,
  });
  assertFalse(html.slice(8).includes("<script"));
  assertEquals(html.split("</script>").length, 2);
  assertFalse(html.includes("\u202e"));
  const { names, queries, rows: [[, , , , text]] } = read(html);
  assertEquals([names[0], new URLSearchParams(queries[0]).get("scope")], [
    HOSTILE.replace("\u202e", "\\u202e"),
    `server:${HOSTILE}`,
  ]);
  assertEquals(text.length, 161);
});

Deno.test("points of a plane are told where they are drawn", () => {
  const plane = { x: "at", y: "p95", ends: [100, 50] as const };
  const rows = [{ at: 25, p95: 50 }, { at: 100, p95: null }];
  const found = read(renderPointing({ plane }, { columns: COLUMNS, rows, zone: "UTC", end: null }));
  assertEquals(found.places, [[0.25, 1], [1, 0]]);
});

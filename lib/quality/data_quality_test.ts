import { assertEquals } from "@std/assert";
import { goldFile, writeRows } from "../analysis/gold_files.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DAY_MS } from "../table/day.ts";
import { type RejectRow, REJECTS } from "../telemetry/reject.ts";
import { type RequestRow, REQUESTS } from "../telemetry/request.ts";
import { judgeFigure, type QualityFigure } from "./data_quality.ts";

const DAY = Date.UTC(2026, 10, 22);
const MINUTE_MS = 60_000;
const NOTHING = Object.fromEntries(Object.keys(REQUESTS.columns).map((name) => [name, null]));

interface Telemetry {
  readonly requests: readonly Partial<RequestRow>[];
  readonly rejects?: readonly RejectRow[];
  /** Moment of the run. */
  readonly readAt?: number;
}

/** The figures of `sql/transforms/data_quality` by name. */
async function figuresOf({ requests, rejects = [], readAt = DAY }: Telemetry): Promise<Map<string, QualityFigure>> {
  using folder = new TemporaryFolder();
  const rows = requests.map((known, i) => ({ ...NOTHING, source: "a.log", line: i + 1, ...known }) as RequestRow);
  await writeRows(folder.path, REQUESTS, rows);
  await writeRows(folder.path, REJECTS, rejects);
  await using database = await DuckDb.open();
  for (const table of [REQUESTS, REJECTS]) {
    await database.run(`create view run_${table.name} as from ${quoteLiteral(goldFile(folder.path, table))}`);
  }
  await database.run(`
    create table all_traffic_minutes as
    select distinct date_trunc('minute', requested_at) as minute_at, 'all' as scope_kind from run_requests
  `);
  await database.runFile("transforms/data_quality", { read_at: readAt, max_reject_ratio: 0.5 });
  const figures = await database.rows<QualityFigure>("from data_quality_checks");
  return new Map(figures.map((figure) => [figure.check_name, figure]));
}

async function observed(name: string, telemetry: Telemetry): Promise<number | null | undefined> {
  return (await figuresOf(telemetry)).get(name)?.observed;
}

function atMinutes(...minutes: number[]): Partial<RequestRow>[] {
  return minutes.map((minute) => ({ requested_at: DAY + minute * MINUTE_MS }));
}

/** Lines of a log, ten a second. */
function lines(count: number, known: Partial<RequestRow> = {}): Partial<RequestRow>[] {
  return Array.from({ length: count }, (_, i) => ({ requested_at: DAY + i * 100, ...known }));
}

Deno.test("unparsed_ratio is the share of lines that could not be read, and takes its limit from the run", async () => {
  const reject = { rejected_at: DAY, source: "a.log", line: 4, reason: "no date", text: "x" };
  const figure = (await figuresOf({ requests: atMinutes(0, 0, 0), rejects: [reject] })).get("unparsed_ratio");
  assertEquals([figure?.observed, figure?.limit_value], [1 / 4, 0.5]);
});

Deno.test("duplicate_ratio is the share of lines that stand twice in their source", async () => {
  const once = lines(2_000);
  assertEquals(await observed("duplicate_ratio", { requests: once }), 0);
  assertEquals(await observed("duplicate_ratio", { requests: [...once, ...once] }), 0.5);
  const inTwoSources = [...once, ...lines(2_000, { source: "b.log" })];
  assertEquals(await observed("duplicate_ratio", { requests: inTwoSources }), 0);
});

Deno.test("longest_gap_minutes is the longest stretch without a request, of less than a day", async () => {
  assertEquals(await observed("longest_gap_minutes", { requests: atMinutes(0, 1, 3, 14, 15) }), 10);
  assertEquals(await observed("longest_gap_minutes", { requests: atMinutes(0, 1, 2) }), 0);
  assertEquals(await observed("longest_gap_minutes", { requests: atMinutes(0) }), 0);
  assertEquals(await observed("longest_gap_minutes", { requests: atMinutes(0, 1_440) }), 1_439);
  assertEquals(await observed("longest_gap_minutes", { requests: atMinutes(0, 3, 3 + 1_441) }), 2);
});

Deno.test("late_ratio is the share of lines that began more than five minutes before an earlier block", async () => {
  const late = (ms: number, source = "a.log") => {
    const newest = DAY + 998 * 100;
    return { requests: [...lines(999), ...lines(1, { requested_at: newest - ms, source, line: 1_000 })] };
  };
  assertEquals(await observed("late_ratio", late(5 * MINUTE_MS)), 0);
  assertEquals(await observed("late_ratio", late(5 * MINUTE_MS + 1)), 1 / 1_000);
  assertEquals(await observed("late_ratio", late(60 * MINUTE_MS, "b.log")), 0);
  assertEquals(await observed("late_ratio", { requests: atMinutes(60, 0) }), 0, "disorder within a block");
});

Deno.test("future_ratio is the share of requests dated more than a day ahead of the run", async () => {
  const requests = [0, DAY_MS - 1, DAY_MS, DAY_MS + 1].map((ms) => ({ requested_at: DAY + ms }));
  assertEquals(await observed("future_ratio", { requests }), 1 / 4);
});

Deno.test("freshness_minutes is the age of the newest request, and has no limit", async () => {
  const figures = await figuresOf({ requests: atMinutes(0, -10), readAt: DAY + 90_000 });
  const figure = figures.get("freshness_minutes");
  assertEquals([figure?.observed, figure?.limit_value], [1.5, null]);
});

Deno.test("without a request there is nothing to judge but gaps, of which there are none", async () => {
  const figures = await figuresOf({ requests: [] });
  assertEquals(Object.fromEntries([...figures].map(([name, figure]) => [name, figure.observed])), {
    unparsed_ratio: null,
    duplicate_ratio: null,
    late_ratio: null,
    longest_gap_minutes: 0,
    future_ratio: null,
    freshness_minutes: null,
  });
});

Deno.test("judgeFigure() passes a figure up to its limit, and one without figure or limit", () => {
  const isPassed = (observed: number | null, limit_value: number | null) =>
    judgeFigure({ check_name: "c", observed, limit_value, meaning: "m" }, "run", 7).is_passed;
  assertEquals([isPassed(0.5, 0.5), isPassed(0.51, 0.5), isPassed(null, 0), isPassed(9, null)], [
    true,
    false,
    true,
    true,
  ]);
  const row = judgeFigure({ check_name: "c", observed: 1, limit_value: 0, meaning: "m" }, "run", 7);
  assertEquals([row.run_id, row.checked_at], ["run", 7]);
});

/** What leaves a warehouse as a file. @module */
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv/parse";
import { KPIS } from "../../kpi/kpi.ts";
import { LOADS } from "../../run/load.ts";
import type { NumberSpan } from "../number_span.ts";
import { type TimeRange, WarehouseError } from "../warehouse.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { rowOf } from "./sample_rows.ts";
import { ALWAYS, DAY, HOSTILE_TEXTS, PLAIN } from "./samples.ts";

/** Promises of `export()`. */
export function exporting(promise: DeclarePromise): void {
  promise("export() writes the rows from a moment on and before another, and counts them", async (trial) => {
    const rows = [0, 1, 2].map((ms) => rowOf(KPIS, { ...PLAIN, instant: DAY + ms }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      const found = (range: TimeRange) => trial.rows(warehouse, KPIS, range);
      assertRows(await found({ from: DAY + 1, to: DAY + 2 }), rows.slice(1, 2));
      assertRows(await found({ from: DAY + 1, to: null }), rows.slice(1));
      assertRows(await found({ from: null, to: DAY + 1 }), rows.slice(0, 1));
      assertEquals(await warehouse.export("kpis", trial.pathOf("kpis.json"), { from: DAY + 1, to: null }), 2);
      assertEquals(JSON.parse(await Deno.readTextFile(trial.pathOf("kpis.json"))).length, 2);
    });
  });

  promise("export() of a limit writes the first rows in order of time", async (trial) => {
    const rows = [3, 1, 4, 2, 5].map((ms) => rowOf(KPIS, { ...PLAIN, instant: DAY + ms }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      const path = trial.pathOf("first.json");
      assertEquals(await warehouse.export("kpis", path, { from: DAY + 2, to: null, limit: 2 }), 2);
      const [first, last] = JSON.parse(await Deno.readTextFile(path));
      assertEquals([first.window_start_at, last.window_start_at].map((text) => text.at(-1)), ["2", "3"]);
    });
  });

  promise("export() of the newest first passes over an offset, and count() counts what there is", async (trial) => {
    const rows = [3, 1, 4, 2, 5].map((ms) => rowOf(KPIS, { ...PLAIN, instant: DAY + ms }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      const newest = { from: DAY + 2, to: null, limit: 2, offset: 1, isNewestFirst: true };
      const path = trial.pathOf("newest.json");
      assertEquals(await warehouse.export("kpis", path, newest), 2);
      const moments = JSON.parse(await Deno.readTextFile(path)).map((row: { window_start_at: string }) =>
        row.window_start_at.at(-1)
      );
      assertEquals(moments, ["3", "4"]);
      assertEquals(await warehouse.count("kpis", newest), 4);
    });
  });

  promise("export() and count() of spans of numbers take what is within, or all that is not", async (trial) => {
    const durations = [null, 0, 10, 20, 30];
    const rows = durations.map((duration, ms) => ({
      ...rowOf(KPIS, { ...PLAIN, instant: DAY + ms }),
      window: "hour",
      p50_duration_ms: duration,
      request_count: 5,
    }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      const found = async (span: NumberSpan) => {
        const within = { p50_duration_ms: span, request_count: { least: 5, below: 6 } };
        const path = trial.pathOf("within.parquet");
        const written = await warehouse.export("kpis", path, { ...ALWAYS, within });
        assertEquals(await warehouse.count("kpis", { ...ALWAYS, within, only: { window: ["hour"] } }), written);
        return (await trial.read(path)).map((row) => row.p50_duration_ms);
      };
      assertEquals(await found({ least: 10, below: 30 }), [10, 20]);
      assertEquals((await found({ least: 10, below: 30, isOutside: true })).toSorted(), [0, 30, null]);
    });
  });

  promise("export() of only some texts leaves the other rows out, whatever the texts hold", async (trial) => {
    const rows = HOSTILE_TEXTS.concat("plain").map((text) => ({ ...rowOf(KPIS, PLAIN), scope: text, window: "hour" }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      for (const text of HOSTILE_TEXTS) {
        const path = trial.pathOf("only.parquet");
        const only = { scope: [text, "absent"], window: ["minute", "hour"] };
        assertEquals(await warehouse.export("kpis", path, { ...ALWAYS, only }), 1, text);
        assertRows(await trial.read(path), trial.asKept(rows.filter(({ scope }) => scope === text)));
      }
      const none = { ...ALWAYS, only: { window: ["minute"] } };
      assertEquals(await warehouse.export("kpis", trial.pathOf("none.parquet"), none), 0);
    });
  });

  promise("export() gives a spreadsheet no formula to run", async (trial) => {
    const texts = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "a=1", "1-1", `"=1"`];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, LOADS, texts.map((text) => ({ ...rowOf(LOADS, PLAIN), run_id: text })));
      const [, ...rows] = parse(await Deno.readTextFile(await trial.export(warehouse, "loads", ".csv")));
      const expected = texts.map((text) => /^[=+@\t\r-]/.test(text) ? `'${text}` : text);
      assertEquals(rows.map((row: readonly string[]) => row[0]).toSorted(), expected.toSorted());
    });
  });

  promise("export() refuses an unknown view and an unknown format, and leaves no file", async (trial) => {
    await trial.use(async (warehouse) => {
      const unknown = [["no_such_view", "out.csv"], [`kpis"; drop table kpis; --`, "out.json"], ["kpis", "out.xlsx"]];
      for (const [view, file] of unknown as [string, string][]) {
        const error = await assertRejects(() => warehouse.export(view, trial.pathOf(file), ALWAYS), WarehouseError);
        assertStringIncludes(error.message, `Cannot export`);
      }
      assertEquals(trial.fileNames(), []);
    });
  });
}

/** Single requests, by day and source. @module */
import { assertEquals } from "@std/assert";
import { DAY_MS } from "../../table/day.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { keyOf, request, withNulls } from "./sample_rows.ts";
import { DAY, FINEST, HIGHEST, HOSTILE_TEXTS, LOWEST, PLAIN } from "./samples.ts";

/** Promises of `storeRequests()` and `requestFiles()`. */
export function requests(promise: DeclarePromise): void {
  promise("storeRequests() gives back every column of a request, and its files by day and source", async (trial) => {
    const rows = [LOWEST, FINEST, HIGHEST].map((sample) => request("a.log", sample))
      .concat({ ...withNulls(REQUESTS, PLAIN), source: "b's.log" })
      .concat(HOSTILE_TEXTS.map((text, line) => request("b's.log", { ...PLAIN, text, integer: line })));
    await trial.use(async (warehouse) => {
      await trial.store(warehouse, rows);
      assertRows(await trial.rows(warehouse, REQUESTS), trial.asKept(rows));
      const files = await warehouse.requestFiles(DAY, new Set([keyOf("a.log")]));
      const kept = await Promise.all(files.map((path) => trial.read(path)));
      assertRows(kept.flat(), trial.asKept(rows.filter((row) => row.source === "b's.log")));
    });
  });

  promise("storeRequests() replaces a source's days that are in the file and keeps its others", async (trial) => {
    const at = (source: string, day: number, text: string) => request(source, { ...PLAIN, instant: day, text });
    await trial.use(async (warehouse) => {
      await trial.store(warehouse, [
        at("a.log", DAY - DAY_MS, "old"),
        at("a.log", DAY, "old"),
        at("b's.log", DAY, "old"),
      ]);
      const grown = [at("a.log", DAY, "new"), at("a.log", DAY + DAY_MS, "new")];
      await trial.store(warehouse, grown);
      await trial.store(warehouse, grown);
      const expected = [at("a.log", DAY - DAY_MS, "old"), ...grown, at("b's.log", DAY, "old")];
      assertRows(await trial.rows(warehouse, REQUESTS), expected);
    });
  });

  promise("storeRequests() of no source and requestFiles() of an unknown day do nothing", async (trial) => {
    await trial.use(async (warehouse) => {
      await trial.store(warehouse, []);
      assertEquals(await trial.rows(warehouse, REQUESTS), []);
      assertEquals(await warehouse.requestFiles(DAY, new Set()), []);
    });
  });
}

/** Days are replaced as a whole. @module */
import { DAY_MS, dayOf } from "../../table/day.ts";
import { TRAFFIC_MINUTES } from "../../traffic/traffic_minute.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { minute } from "./sample_rows.ts";
import { DAY, DAYS } from "./samples.ts";

/** Promises of `replaceDays()`. */
export function daily(promise: DeclarePromise): void {
  const minutesOf = (day: number, text: string) => [0, DAY_MS - 1].map((ms) => minute({ instant: day + ms, text }));
  const allDays = (text: string) => DAYS.flatMap((day) => minutesOf(day, text));

  promise("replaceDays() replaces the days it is told, keeps the others and takes no rows of theirs", async (trial) => {
    await trial.use(async (warehouse) => {
      await warehouse.replaceDays(DAYS, [await trial.file(TRAFFIC_MINUTES, allDays("before"))]);
      await warehouse.replaceDays([DAY], [await trial.file(TRAFFIC_MINUTES, allDays("after"))]);
      const [first, , last] = DAYS as [number, number, number];
      const expected = [...minutesOf(first, "before"), ...minutesOf(DAY, "after"), ...minutesOf(last, "before")];
      assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), expected);
    });
  });

  promise("replaceDays() leaves no row of a day whose file has none", async (trial) => {
    await trial.use(async (warehouse) => {
      await warehouse.replaceDays(DAYS, [await trial.file(TRAFFIC_MINUTES, allDays("before"))]);
      await warehouse.replaceDays([DAY], [await trial.file(TRAFFIC_MINUTES, [])]);
      const expected = allDays("before").filter(({ minute_at }) => dayOf(Number(minute_at)) !== DAY);
      assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), expected);
    });
  });
}

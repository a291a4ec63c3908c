/**
 * What every warehouse promises, as one suite of tests that each engine runs.
 *
 * Rows go in as Parquet files and come out by `export()`, so that nothing here is the SQL of an engine.
 *
 * @module
 */
import { DuckDb } from "../../duckdb/duckdb.ts";
import { TemporaryFolder } from "../../run/temporary_folder.ts";
import { alertViews } from "./alert_views.ts";
import { alerting } from "./alerting.ts";
import { capacityViews } from "./capacity_views.ts";
import { checking } from "./checking.ts";
import { daily } from "./daily.ts";
import { exporting } from "./exporting.ts";
import { failing } from "./failing.ts";
import type { WarehouseHome } from "./home.ts";
import type { DeclarePromise } from "./promise.ts";
import { keyed } from "./keyed.ts";
import { objectiveViews } from "./objective_views.ts";
import { requests } from "./requests.ts";
import { retaining } from "./retaining.ts";
import { retryViews } from "./retry_views.ts";
import { serverViews } from "./server_views.ts";
import { sharing } from "./sharing.ts";
import { sketches } from "./sketches.ts";
import { starViews } from "./star_views.ts";
import { tables } from "./tables.ts";
import { trafficViews } from "./traffic_views.ts";
import { Trial } from "./trial.ts";

/**
 * Declares the tests of an engine, one a promise.
 *
 * @param name the engine; every name of a test begins with it
 * @param newHome makes an empty place for a warehouse; one that is `unmade` has no tables yet
 * @param missing what the engine lacks to be tried here; its tests are then skipped with that as their reason
 */
export function warehouseContract(
  name: string,
  newHome: (state: "unmade" | "empty") => Promise<WarehouseHome>,
  missing: string | null = null,
): void {
  const reason = missing === null ? "" : ` (skipped: ${missing})`;
  const promise: DeclarePromise = (sentence, keep, state = "empty") =>
    Deno.test({ name: `${name}: ${sentence}${reason}`, ignore: missing !== null }, async () => {
      await using home = await newHome(state);
      using folder = new TemporaryFolder();
      await using files = await DuckDb.open();
      await keep(new Trial(home, folder, files));
    });
  const groups = [
    tables,
    daily,
    keyed,
    requests,
    failing,
    sharing,
    trafficViews,
    serverViews,
    objectiveViews,
    capacityViews,
    retryViews,
    starViews,
    alertViews,
    checking,
    exporting,
    sketches,
    retaining,
    alerting,
  ];
  for (const group of groups) group(promise);
}

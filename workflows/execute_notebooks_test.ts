import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { NOTEBOOK_DATA } from "../lib/frame/notebook_data.ts";
import { hasJupyter, NBCONVERT } from "../lib/notebook/jupyter.ts";
import { readConfig } from "../lib/run/config.ts";
import { NO_LOG } from "../lib/run/log.ts";
import { tryTask } from "../lib/run/trial.ts";
import { openWarehouse } from "../lib/warehouse/open.ts";
import { notebookPaths, type NotebookResult, NOTEBOOKS_TASK } from "./execute_notebooks.ts";

const isMissing = !await hasJupyter();
const MOST_BYTES = 50_000;

async function numbersOf(sql: string): Promise<Record<string, number>> {
  const config = readConfig(["--data", NOTEBOOK_DATA], ["data"], { env: () => undefined, envFile: "" });
  await using warehouse = await openWarehouse(config, NO_LOG);
  return (await warehouse.query<Record<string, number>>(sql))[0]!;
}

/** What the last cell of each notebook must arrive at, asked of the tables. */
const HEADLINES: Readonly<Record<string, string>> = {
  "01_telemetry_tour": `
    select
      (select request_count from kpis where "window" = 'day' and scope_kind = 'all') as request_count,
      (select count(distinct scope) from traffic_minutes where scope_kind = 'server') as server_count,
      (select count(*) from data_quality where not is_passed) as failed_check_count`,
  "02_kpis_and_objectives": `
    select
      (select availability from kpis where "window" = 'day' and scope_kind = 'all') as availability,
      (select budget_left_ratio from slo_current where objective = 'availability') as budget_left_ratio,
      (select count(*) from slo_current) as objective_count`,
  "03_anomaly_modelling": `
    select
      (select count(*) from incidents) as incident_count,
      (select count(*) from anomalies where incident_id is not null) as anomaly_count,
      (select count(*) from anomalies where scope = 'web-13' and metric = 'server_error_ratio'
        and window_start_at >= '2026-01-05 12:00' and window_start_at < '2026-01-05 15:00') as departure_count`,
};

Deno.test("a notebook is small and has no outputs in git", async () => {
  for (const path of notebookPaths()) {
    const text = await Deno.readTextFile(path);
    assert(text.length < MOST_BYTES, path);
    const cells: readonly { cell_type: string; outputs?: unknown[] }[] = JSON.parse(text).cells;
    assertEquals(cells.flatMap(({ outputs = [] }) => outputs), [], path);
  }
});

Deno.test({
  name: `the notebooks run and arrive at the numbers of the views${isMissing ? `: skipped, no ${NBCONVERT}` : ""}`,
  ignore: isMissing,
  async fn() {
    const { code, out, err } = await tryTask(NOTEBOOKS_TASK, ["--json"]);
    assertEquals(code, 0, err.join("\n"));
    const { notebooks }: Pick<NotebookResult, "notebooks"> = JSON.parse(out.at(-1)!);
    assertEquals(notebooks.map(({ name }) => name), Object.keys(HEADLINES));
    for (const { name, headline, html } of notebooks) {
      const expected = await numbersOf(HEADLINES[name]!);
      assertEquals(Object.keys(headline).sort(), Object.keys(expected).sort(), name);
      for (const [number, value] of Object.entries(expected)) {
        assertAlmostEquals(headline[number]!, Number(value), 1e-12, `${name}: ${number}`);
      }
      const page = await Deno.readTextFile(html);
      assert(/data:image\/svg\+xml,[^"]*%3Cpath/.test(page), `${html} has no picture`);
    }
  },
});

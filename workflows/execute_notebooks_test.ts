import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { askNumbers } from "../lib/frame/ask.ts";
import type { NotebookData } from "../lib/frame/notebook_data.ts";
import { hasJupyter, NBCONVERT } from "../lib/notebook/jupyter.ts";
import { tryTask } from "../lib/run/trial.ts";
import { notebookPaths, type NotebookResult, NOTEBOOKS_TASK } from "./execute_notebooks.ts";

const isMissing = !await hasJupyter();
const MOST_BYTES = 50_000;

/** What the last cell of each notebook must arrive at, asked of the tables. */
const HEADLINES: Readonly<Record<string, { readonly sql: string; readonly data?: NotebookData }>> = {
  "01_telemetry_tour": {
    sql: `
    select
      (select request_count from kpis where "window" = 'day' and scope_kind = 'all') as request_count,
      (select count(distinct scope) from traffic_minutes where scope_kind = 'server') as server_count,
      (select count(*) from data_quality where not is_passed) as failed_check_count`,
  },
  "02_kpis_and_objectives": {
    sql: `
    select
      (select availability from kpis where "window" = 'day' and scope_kind = 'all') as availability,
      (select budget_left_ratio from slo_current where objective = 'availability') as budget_left_ratio,
      (select count(*) from slo_current) as objective_count`,
  },
  "03_anomaly_modelling": {
    sql: `
    select
      (select count(*) from incidents) as incident_count,
      (select count(*) from anomalies where incident_id is not null) as anomaly_count,
      (select count(*) from anomalies where scope = 'web-13' and metric = 'server_error_ratio'
        and window_start_at >= '2026-01-05 12:00' and window_start_at < '2026-01-05 15:00') as departure_count`,
  },
  "04_retries_and_budgets": {
    data: "storm",
    sql: `
    select
      (select sum(client_retry_count) from retry_load where scope_kind = 'all') as retry_count,
      (select max(amplification) from retry_load where scope_kind = 'region') as worst_amplification,
      (select sum(attempt_count - 1) from retry_chains) as chained_count,
      (select count(*) from retry_episodes) as episode_count`,
  },
  "05_capacity": {
    sql: `
    select
      (select min(headroom_ratio) from capacity_current where scope_kind in ('all', 'region')) as least_headroom_ratio,
      (select count(*) from losses_current where verdict = 'survives') as survived_count,
      (select count(*) from losses_current) as loss_count`,
  },
  "06_warehouse": {
    sql: `
    select
      (select max(p95_duration_ms) from kpis where "window" = 'hour' and scope_kind = 'region') as worst_p95_ms,
      sum(request_count) as request_count,
      sum(status_5xx_count + unanswered_count) as failed_count,
      count(distinct server_id) as server_count
    from (
      select scope as server_id, request_count, status_5xx_count, unanswered_count
      from traffic_minutes
      where scope_kind = 'server' and minute_at >= '2026-01-05 06:00:00' and minute_at < '2026-01-05 09:00:00'
    ) as morning`,
  },
};

interface Cell {
  readonly source: readonly string[];
  readonly outputs?: readonly unknown[];
}

Deno.test("a notebook is small, has no outputs in git, and ends its cells as the formatter wants them", async () => {
  for (const path of notebookPaths()) {
    const text = await Deno.readTextFile(path);
    assert(text.length < MOST_BYTES, path);
    const cells: readonly Cell[] = JSON.parse(text).cells;
    assertEquals(cells.flatMap(({ outputs = [] }) => outputs), [], path);
    assertEquals(cells.map(({ source }) => source.at(-1)!.at(-1)), cells.map(() => "\n"), path);
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
      const { sql, ...source } = HEADLINES[name]!;
      const expected = await askNumbers(sql, source);
      assertEquals(Object.keys(headline).sort(), Object.keys(expected).sort(), name);
      for (const [number, value] of Object.entries(expected)) {
        assertAlmostEquals(headline[number]!, value, 1e-12, `${name}: ${number}`);
      }
      const page = await Deno.readTextFile(html);
      assert(/data:image\/svg\+xml,[^"]*%3Cpath/.test(page), `${html} has no picture`);
    }
  },
});

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import type { IncidentRow } from "../lib/anomaly/incident.ts";
import type { RetryEpisodeRow } from "../lib/retry/episode/retry_episode.ts";
import type { RetryRecommendationRow } from "../lib/retry/recommendation/retry_recommendation.ts";
import { EXIT } from "../lib/run/task.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { SIMULATE_RETRIES_TASK } from "./simulate_retries.ts";
import { TrialFolder } from "./trial_folder.ts";

const SYNTHETIC = ["--requests=100000", "--incidents=retry_storm,metastable_failure", "--start=2026-01-05"];

Deno.test("a pipeline names the retry storm and the metastable state of a day, and says what to do about them", async (t) => {
  using folder = new TrialFolder();
  const { code, out, err } = await folder.run(PIPELINE_TASK, SYNTHETIC);
  assertEquals(code, EXIT.done, err.join("\n"));
  const episodes = await folder.query<RetryEpisodeRow>("from retry_episodes order by kind");

  await t.step("in the table of episodes", () => {
    assertEquals(episodes.map(({ kind, scope_kind }) => [kind, scope_kind]), [
      ["metastable", "region"],
      ["storm", "region"],
    ]);
    assert(episodes[0]!.peak_amplification > 3, `${episodes[0]!.peak_amplification}`);
  });

  await t.step("in their incidents", async () => {
    const incidents = await folder.query<IncidentRow>("from incidents");
    for (const name of ["a retry storm in region", "a metastable state kept up by retries in region"]) {
      assert(
        incidents.some(({ summary, evidence }) => summary.includes(name) && evidence.includes("retry_episodes")),
        name,
      );
    }
  });

  await t.step("in recommendations by effect, and in the summary", async () => {
    const rows = await folder.query<RetryRecommendationRow>("from retry_recommendations order by rank_number");
    assertEquals(rows.map(({ rank_number }) => Number(rank_number)), rows.map((_, i) => i + 1));
    assert(rows.some(({ kind, saved_request_ratio }) => kind === "budget" || (saved_request_ratio ?? 0) > 0.1));
    const summary = stripAnsiCode(out.join("\n"));
    assertStringIncludes(summary, "\nRetries\n");
    assertStringIncludes(summary.replaceAll(/\s+/g, " "), rows[0]!.words);
  });

  await t.step("and a simulation of the day halves its peak", async () => {
    const simulated = await folder.run(SIMULATE_RETRIES_TASK, ["--budget=ratio:10%,3", "--json"]);
    const { outcome } = JSON.parse(simulated.out.at(-1)!).simulation.budgets[0];
    assert(outcome.savedRequestRatio > 0.02, `${outcome.savedRequestRatio}`);
    assert(outcome.peakAmplificationAfter - 1 < 0.5 * (outcome.peakAmplificationBefore - 1), JSON.stringify(outcome));
  });
});

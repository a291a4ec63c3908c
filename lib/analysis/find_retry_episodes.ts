/** Finds retry storms, metastable states and what to do about retries, in the minutes and chains of a run. @module */
import type { DuckDb } from "../duckdb/duckdb.ts";
import { findEpisodes } from "../retry/episode/find_episodes.ts";
import type { RetryEpisodeRow } from "../retry/episode/retry_episode.ts";
import { rankRecommendations } from "../retry/recommendation/rank_recommendations.ts";
import { recommendBudget } from "../retry/recommendation/recommend_budget.ts";
import { recommendPatterns } from "../retry/recommendation/recommend_patterns.ts";
import type { RetryPattern } from "../retry/recommendation/retry_pattern.ts";
import type { Recommendation, RetryRecommendationRow } from "../retry/recommendation/retry_recommendation.ts";
import { readLoads, readScopeHistory } from "./read_retry_loads.ts";

const MINUTE_MS = 60_000;
/** Later than any moment of a log. */
const LATEST = Date.UTC(9999, 11, 31);

/** What was found about retries. */
export interface RetryFindings {
  /** In order of time. */
  readonly episodes: readonly RetryEpisodeRow[];
  /** Day by day, those with the largest effect first. */
  readonly recommendations: readonly RetryRecommendationRow[];
}

/** Looks through `all_traffic_minutes`, `all_retry_minutes` and `all_retry_chains`. */
export async function findRetryEpisodes(database: DuckDb): Promise<RetryFindings> {
  await database.runFile("transforms/retry_loads");
  await database.runFile("transforms/retry_patterns");
  const episodes = findEpisodes(await readLoads(database));
  const budgets: Recommendation[] = [];
  for (const episode of episodes) budgets.push(...await budgetOf(database, episode));
  const patterns = await database.rows<RetryPattern>("from retry_patterns order by day_at, pattern, scope");
  return { episodes, recommendations: rankRecommendations([...budgets, ...recommendPatterns(patterns)]) };
}

/** Replays an episode; one that still lasts ends with the minutes that are known. */
async function budgetOf(database: DuckDb, episode: RetryEpisodeRow): Promise<Recommendation[]> {
  const { kind, scope_kind: scopeKind, scope, started_at: from, ended_at } = episode;
  const history = await readScopeHistory(database, { scopeKind, scope, from, to: ended_at ?? LATEST });
  const to = ended_at ?? history.minutes.at(-1)!.minuteAt + MINUTE_MS;
  const recommendation = recommendBudget({ scopeKind, scope, from, to, isMetastable: kind === "metastable", history });
  return recommendation === null ? [] : [recommendation];
}

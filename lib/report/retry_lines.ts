/** What a summary tells of retries. @module */
import type { RetryEpisodeRow } from "../retry/episode/retry_episode.ts";
import type { Report } from "./report.ts";
import { moment } from "./words.ts";

const MOST_EPISODES = 3;
const MOST_RECOMMENDATIONS = 3;

/** A line and what stands before it. */
export interface RetryLine {
  readonly mark: string;
  readonly text: string;
}

/** Lists the worst episodes with their time, and the recommendations with the largest effect by their rank. */
export function retryLines(
  { retry_episodes, retry_recommendations }: Pick<Report, "retry_episodes" | "retry_recommendations">,
): RetryLine[] {
  const worst = retry_episodes.toSorted((a, b) => b.retry_count - a.retry_count).slice(0, MOST_EPISODES);
  return [
    ...worst.map((episode) => ({ mark: spanOf(episode), text: episode.explanation })),
    ...retry_recommendations.slice(0, MOST_RECOMMENDATIONS).map(({ words }, i) => ({ mark: `${i + 1}`, text: words })),
  ];
}

function spanOf({ started_at, ended_at }: RetryEpisodeRow): string {
  return `${moment(started_at)}${ended_at === null ? " on" : `–${moment(ended_at).slice(11)}`}`;
}

/** The `retry_episodes` table: retry storms and metastable states. @module */
import { defineTable, type Row } from "../../table/table.ts";

/** One row an episode and scope. The rules are in `storm.ts` and `metastable_state.ts`. */
export const RETRY_EPISODES = defineTable({
  name: "retry_episodes",
  grain: "one row a retry storm or metastable state, and scope",
  key: ["started_at", "scope_kind", "scope"],
  time: "started_at",
  columns: {
    started_at: { type: "instant", meaning: "Start of the first minute that retries amplified." },
    ended_at: {
      type: "instant",
      nullable: true,
      meaning: "End of the last one; null where the minutes end before it does.",
    },
    kind: {
      type: "text",
      length: 16,
      meaning:
        "`storm`: nearly every failure comes back as a retry; `metastable`: load stays high and goodput low after the trigger has gone.",
    },
    scope_kind: { type: "text", length: 16, meaning: "all, pool or region, as in `traffic_minutes`." },
    scope: { type: "text", meaning: "As in `traffic_minutes`: where retries amplify most." },
    trigger_kind: {
      type: "text",
      length: 16,
      meaning: "What set it off: `surge` of first attempts, or `failures`.",
    },
    trigger_ended_at: {
      type: "instant",
      nullable: true,
      meaning: "When a surge had gone; null for failures, of which logs cannot tell whether their cause is gone.",
    },
    original_count: { type: "integer", meaning: "First attempts while it lasted." },
    retry_count: { type: "integer", meaning: "Retries by clients and balancers while it lasted." },
    peak_amplification: { type: "real", meaning: "Attempts / first attempts of the worst five minutes." },
    gain_ratio: {
      type: "real",
      unit: "0..1",
      meaning: "Retries / failed attempts: how much of what fails comes back.",
    },
    goodput_before_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Good answers / first attempts in the calm hour before; null without ten calm minutes.",
    },
    goodput_ratio: {
      type: "real",
      unit: "0..1",
      meaning: "The same while it lasted, in a metastable state after its trigger.",
    },
    wasted_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Share of the time of all attempts that went into failed ones; null where no duration is known.",
    },
    explanation: { type: "text", meaning: "The episode in plain words, with what ends it." },
  },
});

/** One row of `retry_episodes`. */
export type RetryEpisodeRow = Row<typeof RETRY_EPISODES>;

/** The attempts of chains on their way from here to DuckDB. @module */
import { defineTable, type Row } from "../table/table.ts";
import type { InferredChain } from "./chain_draft.ts";

/** One row an attempt of a chain. */
export const RETRY_ATTEMPTS = defineTable({
  name: "retry_attempts",
  grain: "one row an attempt of a chain",
  key: ["request"],
  time: "request",
  columns: {
    request: { type: "integer", meaning: "Number of the request in `retry_candidates`." },
    chain: { type: "integer", meaning: "Number of the chain's first request." },
    attempt: { type: "integer", meaning: "Place in the chain, from 1." },
    wait_ms: { type: "real", nullable: true, meaning: "Wait since the attempt before; null for the first." },
    wait_pattern: { type: "text", meaning: "As in `retry_chains`." },
  },
});

/** Divides a chain into its attempts. */
export function attemptsOf({ requests, waitsMs, pattern }: InferredChain): Row<typeof RETRY_ATTEMPTS>[] {
  return requests.map((request, i) => ({
    request,
    chain: requests[0]!,
    attempt: i + 1,
    wait_ms: waitsMs[i - 1] ?? null,
    wait_pattern: pattern,
  }));
}

/** The `capacity` table: what each part of the service can carry, and how far it is from that. @module */
import { defineTable, type Row } from "../table/table.ts";

/** What the law of scalability tells of a scope. */
const CAPACITY_VERDICTS = ["limit_known", "no_limit_seen", "cannot_tell"] as const;

/** One of the things that the law of scalability tells. */
export type CapacityVerdict = typeof CAPACITY_VERDICTS[number];

/** One row a day, scope kind and scope. Formulas: `usl.ts`, `utilisation_law.ts`, `assess_capacity.ts`. */
export const CAPACITY = defineTable({
  name: "capacity",
  grain: "one row a day, scope kind and scope",
  key: ["day_at", "scope_kind", "scope"],
  time: "day_at",
  columns: {
    day_at: { type: "instant", meaning: "Start of the day at whose end the figures hold." },
    scope_kind: { type: "text", length: 16, meaning: "all, pool, region or server." },
    scope: { type: "text", meaning: "As in `traffic_minutes`." },
    minute_count: { type: "integer", meaning: "Minutes that were read, those of incidents left out." },
    busiest_requests_per_second: {
      type: "real",
      unit: "1/s",
      meaning: "Throughput that 99 % of the minutes stay below.",
    },
    busiest_concurrency: {
      type: "real",
      unit: "requests",
      nullable: true,
      meaning: "Requests in flight that 99 % of the minutes stay below; null where no request has a duration.",
    },
    lightest_concurrency: {
      type: "real",
      unit: "requests",
      nullable: true,
      meaning: "Requests in flight that 1 % of the minutes stay below; null where no request has a duration.",
    },
    verdict: { type: "text", length: 16, meaning: `One of ${CAPACITY_VERDICTS.join(", ")}.` },
    gamma_requests_per_second: {
      type: "real",
      unit: "1/s",
      nullable: true,
      meaning: "Throughput of one request at a time, by the fitted law; null where it cannot be told.",
    },
    alpha: { type: "real", nullable: true, meaning: "Contention of the fitted law; null where it cannot be told." },
    beta: { type: "real", nullable: true, meaning: "Coherency of the fitted law; null where it cannot be told." },
    fit_residual: {
      type: "real",
      nullable: true,
      meaning: "Root mean square error of ln throughput: 0.05 is 5 % off; null without a fit.",
    },
    knee_concurrency: {
      type: "real",
      unit: "requests",
      nullable: true,
      meaning: "Requests in flight at the greatest throughput; null unless the limit is known.",
    },
    knee_lower: {
      type: "real",
      unit: "requests",
      nullable: true,
      meaning: "Lower end of its interval of about 95 %.",
    },
    knee_upper: {
      type: "real",
      unit: "requests",
      nullable: true,
      meaning: "Upper end of its interval of about 95 %.",
    },
    peak_requests_per_second: {
      type: "real",
      unit: "1/s",
      nullable: true,
      meaning: "Greatest throughput by the fitted law; null unless the limit is known.",
    },
    cpu_percent_per_rps: {
      type: "real",
      unit: "percent",
      nullable: true,
      meaning: "CPU that one request a second takes of a server; null where CPU is not known or does not follow load.",
    },
    cpu_limit_requests_per_second: {
      type: "real",
      unit: "1/s",
      nullable: true,
      meaning: "Throughput at which servers have 80 % of their CPU in use, their sum; null where it cannot be told.",
    },
    limit_requests_per_second: {
      type: "real",
      unit: "1/s",
      nullable: true,
      meaning: "The lower of both limits; null where none is known.",
    },
    headroom_ratio: {
      type: "real",
      unit: "1 and below",
      nullable: true,
      meaning: "1 - busiest throughput / limit: what is left at the busiest; below 0 nothing; null without a limit.",
    },
    latest_headroom_ratio: {
      type: "real",
      unit: "1 and below",
      nullable: true,
      meaning: "1 - throughput of the last hour / limit; null without a limit.",
    },
    explanation: { type: "text", meaning: "The same in plain words, with what cannot be told and why." },
  },
});

/** One row of `capacity`. */
export type CapacityRow = Row<typeof CAPACITY>;

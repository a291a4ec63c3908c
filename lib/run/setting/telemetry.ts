/** What is read, how, and what is made where there is nothing to read. @module */
import type { Setting } from "./setting.ts";

/** What is read, how, and what is made where there is nothing to read. */
export const TELEMETRY_SETTINGS = {
  "logs": { kind: "list", default: null, value: "GLOB", describe: "access logs, plain or gzip; `-` is standard input" },
  "metrics": {
    kind: "list",
    default: null,
    value: "GLOB",
    describe: "server metrics as CSV; of `serve` endpoints to poll, as `--metrics-url`",
  },
  "metrics-url": {
    kind: "list",
    default: null,
    value: "URL",
    describe: "endpoint to poll: `http://…` or `unix:/PATH` of HAProxy, with `NAME=` before it to call the server so",
  },
  "interval": { kind: "number", default: 15, value: "S", describe: "seconds from one poll to the next" },
  "count": { kind: "count", default: null, least: 1, value: "N", describe: "polls to make; by default until stopped" },
  "format": {
    kind: "text",
    default: "auto",
    value: "NAME",
    describe: "log format; `auto` looks at the first lines of each file; of `warehouse query` it is table, csv or json",
  },
  "layout": {
    kind: "text",
    default: null,
    value: "STRING",
    describe: "nginx `log_format` or Apache `LogFormat` of the logs, where it should not be inferred",
  },
  "time-zone": {
    kind: "text",
    default: "UTC",
    value: "ZONE",
    describe: "IANA zone of moments logged without one, as HAProxy does",
  },
  "client-addresses": {
    kind: "text",
    default: "keep",
    value: "keep|network|hash|drop",
    describe: "what is kept of clients' addresses: all, their network (/24, /48), a keyed hash, or nothing",
  },
  "client-address-key": {
    kind: "text",
    default: null,
    value: "SECRET",
    describe: "key of the hash, 16 characters or more; better in `.env` than as a flag, which others can see",
  },
  "out": {
    kind: "text",
    default: null,
    value: "PATH",
    describe: "where the step writes, instead of its place under the data folder",
  },
  "from": { kind: "text", default: null, value: "TIME", describe: "first moment, ISO 8601 in UTC" },
  "to": { kind: "text", default: null, value: "TIME", describe: "moment after the last, ISO 8601 in UTC" },
  "raw": {
    kind: "flag",
    default: false,
    describe:
      "load requests, rejects and server metrics alone; `deno task analyze --from` makes the rest where they are",
  },
  "limit": {
    kind: "count",
    default: null,
    least: 1,
    value: "N",
    describe: "most rows that a query prints; by default 50 in a table, and all of them as CSV or JSON",
  },
  "requests": { kind: "count", default: 200_000, least: 1, value: "N", describe: "synthetic requests a day" },
  "servers": { kind: "count", default: 20, least: 1, value: "N", describe: "synthetic servers" },
  "regions": { kind: "count", default: 4, least: 1, value: "N", describe: "synthetic regions" },
  "days": { kind: "count", default: 1, least: 1, value: "N", describe: "synthetic days" },
  "seed": { kind: "count", default: 42, value: "N", describe: "seed of synthetic telemetry" },
  "seeds": { kind: "count", default: 20, least: 1, value: "N", describe: "seeds of an evaluation, from `--seed` on" },
  "start": {
    kind: "text",
    default: null,
    value: "DATE",
    describe: "first synthetic day; by default the last day is yesterday",
  },
  "incidents": {
    kind: "text",
    default: "seeded",
    value: "seeded|none|KIND,…",
    describe: "incidents of the synthetic days: drawn by the seed, none, or one of each kind named",
  },
} as const satisfies Readonly<Record<string, Setting>>;

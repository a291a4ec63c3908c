/** Every setting of every task, once: flag, environment name, default and meaning. README and `--help` are made from it. @module */

/**
 * How a setting is written: a count is a whole number, a number may have a fraction, a ratio is from 0 to 1. A list may be given several times, in the environment its
 * parts are divided by commas.
 */
export type SettingKind = "text" | "count" | "number" | "ratio" | "flag" | "list";

/** One setting. */
export interface Setting {
  readonly kind: SettingKind;
  /** Null means that the setting has no value unless it is given. */
  readonly default: string | number | boolean | null;
  /** Least value of a count or number, 0 where absent. */
  readonly least?: number;
  /** What follows the flag in a help text. */
  readonly value?: string;
  readonly describe: string;
}

/** The settings by the name of their flag. */
export const SETTINGS = {
  "data": { kind: "text", default: "data", value: "DIR", describe: "root of everything that is written" },
  "warehouse": {
    kind: "text",
    default: null,
    value: "URL",
    describe:
      "where the tables live: `duckdb:PATH`, `mssql://…` or `clickhouse://…`; by default as `DB_SERVER` says, else a DuckDB file",
  },
  "db-server": {
    kind: "text",
    default: null,
    value: "SERVER",
    describe: "SQL Server: `server`, `server\\instance` or `server,port`",
  },
  "db-database": { kind: "text", default: "TrafficInsights", value: "NAME", describe: "database of the SQL Server" },
  "db-auth-type": {
    kind: "text",
    default: null,
    value: "sql|windows|azure-token",
    describe: "login of the SQL Server; by default `windows` for a user `DOMAIN\\user`, or else `sql`",
  },
  "db-username": { kind: "text", default: null, value: "USER", describe: "user of the SQL Server" },
  "db-password": {
    kind: "text",
    default: null,
    value: "SECRET",
    describe:
      "its password, or the access token of `azure-token`; better in `.env` than as a flag, which others can see",
  },
  "db-encrypt": {
    kind: "text",
    default: "true",
    value: "true|false|strict",
    describe: "TLS to the SQL Server; `strict` is TDS 8",
  },
  "db-trust-certificate": {
    kind: "flag",
    default: false,
    describe: "take any certificate of the SQL Server, such as one it has made itself",
  },
  "db-connection-timeout": {
    kind: "count",
    default: 15,
    least: 1,
    value: "S",
    describe: "seconds to wait for a connection to the SQL Server",
  },
  "db-request-timeout": {
    kind: "count",
    default: 600,
    least: 1,
    value: "S",
    describe: "seconds to wait for an answer of the SQL Server",
  },
  "logs": { kind: "list", default: null, value: "GLOB", describe: "access logs, plain or gzip; `-` is standard input" },
  "metrics": { kind: "list", default: null, value: "GLOB", describe: "server metrics as CSV" },
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
  "apdex-ms": {
    kind: "number",
    default: 500,
    value: "MS",
    describe: "duration up to which a request satisfies (apdex T)",
  },
  "slo": {
    kind: "text",
    default: null,
    value: "FILE",
    describe:
      "objectives as JSON; by default `slo.json` under the data folder, else 99.9 % available, 95 % within apdex T",
  },
  "alerts": {
    kind: "text",
    default: null,
    value: "FILE",
    describe: "alert rules as JSON; by default `alerts.json` under the data folder, else a few built-in ones",
  },
  "alert-webhook": {
    kind: "list",
    default: null,
    value: "URL",
    describe:
      "receiver of alerts in the form of Alertmanager's webhooks; better in `.env` than as a flag, which others can see",
  },
  "alert-slack": {
    kind: "list",
    default: null,
    value: "URL",
    describe: "receiver of alerts that is an incoming webhook of Slack or takes its form; better in `.env`",
  },
  "alert-alertmanager": {
    kind: "list",
    default: null,
    value: "URL",
    describe: "Alertmanager that alerts are posted to, such as `http://127.0.0.1:9093`; better in `.env`",
  },
  "alert-signing-key": {
    kind: "text",
    default: null,
    value: "SECRET",
    describe: "key that what receivers get is signed with, a text or `whsec_` and base64; better in `.env`",
  },
  "budget": {
    kind: "list",
    default: null,
    value: "NAME:…",
    describe:
      "retry budget such as `finagle:20%,10/s`, `envoy:20%,3`, `throttling:2` or `attempts:2`; several are compared",
  },
  "pool": { kind: "text", default: null, value: "NAME", describe: "pool that is simulated; by default all traffic" },
  "reason": { kind: "text", default: null, value: "TEXT", describe: "why alerts are silenced" },
  "route-limit": {
    kind: "count",
    default: 500,
    value: "N",
    describe: "routes kept a day; the others count as `(other)`",
  },
  "history-days": {
    kind: "count",
    default: 28,
    value: "N",
    describe: "days before a run that the detector learns from",
  },
  "max-reject-ratio": {
    kind: "ratio",
    default: 0.5,
    value: "0..1",
    describe: "share of unreadable lines above which a run ends with exit code 3",
  },
  "retain-minutes-days": {
    kind: "count",
    default: 90,
    value: "N",
    describe: "days that minutes, KPIs and findings are kept",
  },
  "retain-requests-days": {
    kind: "count",
    default: 14,
    value: "N",
    describe: "days that single requests are kept; 0 loads none, and all logs of a day must then be read in one run",
  },
  "retain-reports-days": {
    kind: "count",
    default: 365,
    value: "N",
    describe: "days that reports and load history are kept",
  },
  "workers": { kind: "count", default: null, least: 1, value: "N", describe: "parsing threads; by default one a core" },
  "memory-mb": {
    kind: "count",
    default: 600,
    least: 1,
    value: "MB",
    describe: "memory of the roll-up; what does not fit goes to disk",
  },
  "follow": { kind: "list", default: null, value: "FILE", describe: "access log to read live, through its rotations" },
  "syslog": {
    kind: "list",
    default: null,
    value: "URL",
    describe: "address to take access logs on by syslog, `udp://127.0.0.1:1514` or `tcp://127.0.0.1:1514`",
  },
  "demo": { kind: "flag", default: false, describe: "play a synthetic day, in a data folder of its own" },
  "speed": { kind: "number", default: 1, least: 0.1, value: "N", describe: "seconds of the demo in a second" },
  "port": { kind: "count", default: 8080, value: "N", describe: "port of the dashboard; 0 takes any that is free" },
  "host": {
    kind: "text",
    default: "127.0.0.1",
    value: "ADDRESS",
    describe: "address that the dashboard listens on; any other than this machine's own needs a token and TLS files",
  },
  "token": {
    kind: "text",
    default: null,
    value: "SECRET",
    describe: "what viewers must know to see the dashboard; better in `.env` than as a flag, which others can see",
  },
  "tls-cert": { kind: "text", default: null, value: "FILE", describe: "certificate of the dashboard, PEM" },
  "tls-key": { kind: "text", default: null, value: "FILE", describe: "private key of the certificate, PEM" },
  "write": { kind: "flag", default: false, describe: "put the figures of an evaluation into the docs" },
  "check": { kind: "flag", default: false, describe: "fail where the docs have other figures" },
  "json": { kind: "flag", default: false, describe: "end with one JSON object on standard output" },
  "log-level": {
    kind: "text",
    default: "info",
    value: "LEVEL",
    describe: "debug, info, warn or error; log lines go to standard error",
  },
} as const satisfies Readonly<Record<string, Setting>>;

/** Name of a setting's flag. */
export type SettingName = keyof typeof SETTINGS;

/** Name of a setting in the environment and in `.env`: `--apdex-ms` is `APDEX_MS`. */
export function environmentName(name: SettingName): string {
  return name.toUpperCase().replaceAll("-", "_");
}

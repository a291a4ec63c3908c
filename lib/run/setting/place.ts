/** Where everything is written, and where the tables live. @module */
import type { Setting } from "./setting.ts";

/** Where everything is written, and where the tables live. */
export const PLACE_SETTINGS = {
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
} as const satisfies Readonly<Record<string, Setting>>;

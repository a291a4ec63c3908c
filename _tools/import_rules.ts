/** Who may import whom, as data: the direction of the flow and the one place of each driver. @module */

/** What `checkImports()` checks against. */
export interface ImportRules {
  /** Per folder, the other folders that it may read; of `lib/*` any under lib/. */
  readonly folders: Readonly<Record<string, readonly string[]>>;
  /** Per package, the paths that may import it: a file, a folder ending in `/`, `*` for any, `tests` for test modules. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
}

/** Rows in, rows out: none of these may reach a driver, a file or the clock. */
const DOMAIN = [
  "lib/table",
  "lib/json",
  "lib/telemetry",
  "lib/traffic",
  "lib/kpi",
  "lib/slo",
  "lib/retry",
  "lib/anomaly",
  "lib/health",
  "lib/alert",
  "lib/capacity",
];

/** The rules of this project. A new folder gets a line here, in the place where it stands in the flow. */
export const IMPORT_RULES: ImportRules = {
  folders: {
    "lib/table": [],
    "lib/json": [],
    "lib/run": ["lib/table"],
    "lib/telemetry": ["lib/table"],
    "lib/traffic": ["lib/table", "lib/telemetry"],
    "lib/kpi": ["lib/table", "lib/telemetry", "lib/traffic"],
    "lib/slo": ["lib/table", "lib/json", "lib/traffic"],
    "lib/retry": ["lib/table", "lib/telemetry", "lib/traffic"],
    "lib/anomaly": ["lib/table", "lib/telemetry", "lib/traffic", "lib/kpi"],
    "lib/health": ["lib/table", "lib/traffic", "lib/slo", "lib/anomaly"],
    "lib/capacity": ["lib/table", "lib/traffic", "lib/slo", "lib/anomaly"],
    "lib/alert": ["lib/table", "lib/json", "lib/traffic", "lib/kpi", "lib/slo", "lib/anomaly"],
    "lib/exporter": ["lib/telemetry"],
    "lib/collect": ["lib/table", "lib/telemetry", "lib/exporter"],
    "lib/detection": ["lib/telemetry"],
    "lib/scoring": ["lib/run", "lib/ingest", "lib/detection"],
    "lib/synthetic": ["lib/table", "lib/telemetry", "lib/traffic"],
    "lib/evaluation": [
      "lib/telemetry",
      "lib/traffic",
      "lib/retry",
      "lib/anomaly",
      "lib/capacity",
      "lib/detection",
      "lib/synthetic",
      "lib/report",
    ],
    "lib/quality": ["lib/table", "lib/telemetry", "lib/traffic"],
    "lib/parquet": ["lib/table"],
    "lib/duckdb": ["lib/table", "lib/run", "sql"],
    "lib/ingest": ["lib/table", "lib/run", "lib/telemetry", "lib/parquet", "lib/duckdb"],
    "lib/report": [...DOMAIN, "lib/quality", "lib/run"],
    "lib/warehouse": [...DOMAIN, "lib/quality", "lib/report", "lib/run", "lib/parquet", "lib/duckdb", "sql"],
    "lib/analysis": [
      ...DOMAIN,
      "lib/quality",
      "lib/report",
      "lib/run",
      "lib/parquet",
      "lib/duckdb",
      "lib/ingest",
      "lib/warehouse",
    ],
    "lib/simulation": [...DOMAIN, "lib/run", "lib/report", "lib/warehouse", "lib/alerting"],
    "lib/alerting": [...DOMAIN, "lib/run", "lib/report", "lib/duckdb", "lib/warehouse", "lib/analysis"],
    "lib/chart": ["lib/run"],
    "lib/notebook": ["lib/run"],
    "lib/frame": ["lib/run", "lib/report", "lib/warehouse", "lib/chart"],
    "lib/dashboard": [
      ...DOMAIN,
      "lib/run",
      "lib/chart",
      "lib/report",
      "lib/duckdb",
      "lib/warehouse",
      "lib/simulation",
      "lib/alerting",
    ],
    "lib/live": [
      ...DOMAIN,
      "lib/run",
      "lib/parquet",
      "lib/duckdb",
      "lib/ingest",
      "lib/warehouse",
      "lib/analysis",
      "lib/synthetic",
    ],
    "workflows": ["lib/*"],
    "bench": ["lib/*"],
    "sql": [],
  },
  packages: {
    "@duckdb/node-api": ["lib/duckdb/", "tests"],
    "@duckdb/node-bindings": ["lib/duckdb/"],
    "mssql": ["lib/warehouse/sql_server/"],
    "@clickhouse/client": ["lib/warehouse/clickhouse/connection.ts"],
    "danfojs-node": ["lib/frame/"],
    "vega": ["lib/chart/"],
    "vega-lite": ["lib/chart/"],
    "playwright-core": ["tests"],
    "axe-core": ["tests"],
    "@std/assert": ["tests"],
    "fast-check": ["tests"],
    "@std": ["*"],
    "node:": ["*"],
  },
};

/** What is run beside each other: this project and the tools that people have today. @module */
import type { LogKind } from "./log_file.ts";

/** A program that reads a whole log. */
export interface Contender {
  readonly name: string;
  /** What it makes of the log, in a few words: the contenders do not do the same work. */
  readonly makes: string;
  readonly reads: LogKind;
  /**
   * Builds its command line.
   *
   * @param log path of the log
   * @param out an empty folder for whatever it writes
   */
  command(log: string, out: string): readonly [program: string, ...args: string[]];
}

const GOACCESS_FORMAT = [
  '--log-format=%h - %^ [%d:%t %^] "%r" %s %b "%R" "%u" rt=%T %^',
  "--date-format=%d/%b/%Y",
  "--time-format=%T",
];

/** All contenders; the first is what the others are compared with. */
export const CONTENDERS: readonly Contender[] = [
  { name: "wc -l", makes: "counts lines", reads: "nginx", command: (log) => ["wc", "-l", log] },
  {
    name: "deno task ingest",
    makes: "requests as Parquet",
    reads: "nginx",
    command: (log, out) => [Deno.execPath(), "task", "ingest", log, "--out", out],
  },
  {
    name: "deno task pipeline",
    makes: "all tables, in a warehouse",
    reads: "nginx",
    command: (log, out) => {
      const warehouse = `duckdb:${out}/warehouse.duckdb`;
      return [Deno.execPath(), "task", "pipeline", "--logs", log, "--data", out, "--warehouse", warehouse, "--json"];
    },
  },
  {
    name: "goaccess",
    makes: "one JSON report",
    reads: "nginx",
    command: (log, out) => {
      return ["goaccess", log, "--no-global-config", "--no-progress", ...GOACCESS_FORMAT, "-o", `${out}/report.json`];
    },
  },
  {
    name: "lnav",
    makes: "one SQL sum",
    reads: "nginx",
    command: (log) => ["lnav", "-n", "-c", ";select count(*), sum(sc_bytes) from access_log", log],
  },
  {
    name: "halog -srv",
    makes: "counts per server",
    reads: "haproxy",
    command: (log) => ["sh", "-c", 'exec halog -srv < "$0"', log],
  },
];

/** Tells whether the program behind a contender can be started. */
export function isInstalled(contender: Contender): boolean {
  const program = contender.name.split(" ")[0]!;
  const command = program === "deno" ? Deno.execPath() : program;
  try {
    new Deno.Command(command, { args: ["--version"], stdin: "null", stdout: "null", stderr: "null" }).outputSync();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * Runs this project beside other readers of access logs on one generated log, as whole processes, in turn, and prints a table of ratios.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { formatComparison } from "./comparison.ts";
import { CONTENDERS } from "./contender.ts";
import { ensureLog } from "./log_file.ts";
import { compareLoads } from "./load_engines.ts";
import { canMeasureMemory } from "./measure_run.ts";
import { measureLive } from "./serve_live.ts";
import { stepTimes } from "./step_times.ts";
import { type Logs, takeTurns } from "./take_turns.ts";

const HELP = `Usage: deno task bench [--lines 500000] [--runs 3] [--seed 1] [--data data]
       deno task bench --load [--rows 1000000] [--runs 3] [--data data]
       deno task bench --serve [--rate 10000] [--viewers 1000] [--seconds 30] [--data data]

Makes a log of --lines lines in DATA/bench, or uses the one that is there, and prints how long each reader takes for it.
With --load it makes gold files of --rows rows and prints how long each warehouse takes for them.
With --serve it writes --rate lines a second into a log that the dashboard follows, with --viewers on its events.`;
const WARM_UP_LINES = 1_000;
const DEFAULTS = { lines: 500_000, rows: 1_000_000, runs: 3, seed: 1, data: "data" };

interface Settings {
  readonly lineCount: number;
  readonly rowCount: number;
  /** Whether loads are measured, not readers. */
  readonly isLoad: boolean;
  readonly runCount: number;
  readonly seed: number;
  readonly folder: string;
}

function readSettings(): Settings | null {
  const flags = parseArgs(Deno.args, { string: ["data"], boolean: ["load"], default: DEFAULTS });
  const [lineCount, rowCount, runCount] = [flags.lines, flags.rows, flags.runs].map(Number) as [number, number, number];
  if (flags._.length > 0 || ![lineCount, rowCount, runCount].every((count) => count >= 1)) return null;
  const seed = Number(flags.seed);
  return { lineCount, rowCount, runCount, seed, isLoad: flags.load, folder: `${flags.data}/bench` };
}

async function ensureLogs({ folder, seed }: Settings, lineCount: number): Promise<Logs> {
  const size = { lineCount, seed };
  return { nginx: await ensureLog(folder, "nginx", size), haproxy: await ensureLog(folder, "haproxy", size) };
}

async function compare(settings: Settings): Promise<number> {
  const withMemory = canMeasureMemory();
  const outcomes = await takeTurns(CONTENDERS, {
    ...settings,
    withMemory,
    warmUp: await ensureLogs(settings, WARM_UP_LINES),
    logs: await ensureLogs(settings, settings.lineCount),
    onTurn: (round, name) => console.error(`run ${round} of ${settings.runCount}: ${name}`),
  });
  console.log(`${settings.lineCount.toLocaleString("en")} lines, median of ${settings.runCount} runs in turn:\n`);
  console.log(formatComparison(outcomes, settings.lineCount));
  for (const { name, runs } of outcomes) {
    const steps = stepTimes(runs.at(-1)?.stdout ?? "");
    if (steps !== null) console.log(`\nSteps of the last ${name}: ${steps}.`);
  }
  if (!withMemory) console.log("\nMemory was not measured: /usr/bin/time is missing or is not GNU time.");
  return outcomes.some((outcome) => outcome.missing?.startsWith("failed")) ? 1 : 0;
}

async function load(settings: Settings): Promise<number> {
  const { rowCount, runCount } = settings;
  const table = await compareLoads(settings, (round, name) => console.error(`run ${round} of ${runCount}: ${name}`));
  console.log(`${rowCount.toLocaleString("en")} rows of a day, median of ${runCount} runs in turn:\n\n${table}`);
  return 0;
}

/** Measures the live dashboard; null where a number is none. */
async function serve(): Promise<number | null> {
  const defaults = { rate: 10_000, viewers: 1_000, seconds: 30, data: "data" };
  const flags = parseArgs(Deno.args, { string: ["data"], boolean: ["serve"], default: defaults });
  const [linesPerSecond, viewerCount, seconds] = [flags.rate, flags.viewers, flags.seconds].map(Number) as [
    number,
    number,
    number,
  ];
  if (![linesPerSecond, viewerCount, seconds].every((count) => count >= 1)) return null;
  const outcome = await measureLive({ folder: `${flags.data}/bench`, linesPerSecond, viewerCount, seconds });
  console.log(`${linesPerSecond} lines a second, ${viewerCount} viewers, ${seconds} s:\n`);
  for (const [name, value] of Object.entries(outcome)) console.log(`${name}: ${Math.round(value)}`);
  return outcome.seenCount === outcome.lineCount ? 0 : 1;
}

async function main(): Promise<number> {
  if (Deno.args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const served = Deno.args.includes("--serve") ? await serve() : null;
  if (served !== null) return served;
  const settings = readSettings();
  if (settings !== null) return await (settings.isLoad ? load : compare)(settings);
  console.error(HELP);
  return 2;
}

if (import.meta.main) Deno.exit(await main());

/** Runs contenders in turn, so that a machine whose speed changes meanwhile is equally slow for all. @module */
import type { Outcome } from "./comparison.ts";
import { type Contender, isInstalled } from "./contender.ts";
import type { LogKind } from "./log_file.ts";
import { type MeasuredRun, measureRun } from "./measure_run.ts";

/** Paths of one log in each format. */
export type Logs = Readonly<Record<LogKind, string>>;

/** How the turns are taken. */
export interface Turns {
  /** Logs of a few lines, read once by everyone before anything is measured: what must be downloaded or compiled is so then. */
  readonly warmUp: Logs;
  readonly logs: Logs;
  readonly runCount: number;
  readonly withMemory: boolean;
  /** Folder in which each run gets an empty one for its output. */
  readonly folder: string;
  readonly onTurn: (round: number, name: string) => void;
}

/** What became of a contender, with what its runs printed. */
export interface TurnsTaken extends Outcome {
  readonly runs: readonly MeasuredRun[];
}

/** Runs A B C A B C …; a contender that is not installed or fails is left out from there on, with the reason. */
export async function takeTurns(contenders: readonly Contender[], turns: Turns): Promise<TurnsTaken[]> {
  const taken = new Map<Contender, TurnsTaken>();
  for (const contender of contenders) taken.set(contender, await warmUp(contender, turns));
  for (let round = 1; round <= turns.runCount; round++) {
    for (const [contender, before] of taken) {
      if (before.missing !== undefined) continue;
      turns.onTurn(round, contender.name);
      taken.set(contender, await takeTurn(contender, before, turns));
    }
  }
  return [...taken.values()];
}

async function warmUp(contender: Contender, turns: Turns): Promise<TurnsTaken> {
  const { name, makes } = contender;
  if (!isInstalled(contender)) return { name, makes, runs: [], missing: "not installed" };
  const { missing } = await takeTurn(contender, { name, makes, runs: [] }, { ...turns, logs: turns.warmUp });
  return { name, makes, runs: [], ...missing === undefined ? {} : { missing } };
}

async function takeTurn(contender: Contender, before: TurnsTaken, turns: Turns): Promise<TurnsTaken> {
  const out = await Deno.makeTempDir({ dir: turns.folder });
  try {
    const run = await measureRun(contender.command(turns.logs[contender.reads], out), turns.withMemory);
    return { ...before, runs: [...before.runs, run] };
  } catch (error) {
    return { ...before, runs: [], missing: `failed: ${error instanceof Error ? error.message : error}` };
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

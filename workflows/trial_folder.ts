/** A data folder of its own for a test, with tasks that run on it and a look into its tables. @module */
import { join } from "@std/path";
import { readConfig } from "../lib/run/config.ts";
import { NO_LOG } from "../lib/run/log.ts";
import type { StepResult } from "../lib/run/step.ts";
import type { Task } from "../lib/run/task.ts";
import { TemporaryFolder } from "../lib/run/temporary_folder.ts";
import { type Circumstances, type Outcome, tickingClock, tryTask } from "../lib/run/trial.ts";
import { openWarehouse } from "../lib/warehouse/open.ts";

/** When the tasks of a trial run: noon of the day after the logs that tests are written with. */
export const TRIAL_NOW = Date.UTC(2026, 0, 6, 12);

/** What a task in a process of its own left behind. */
export interface ProcessOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** An empty folder with tasks that write below its folder `data`. */
export class TrialFolder extends TemporaryFolder {
  readonly data: string = join(this.path, "data");

  /** Runs a task in this process; unless a test sets another, the clock stands near {@linkcode TRIAL_NOW}. */
  run<R extends StepResult>(
    task: Task<R>,
    args: readonly string[],
    circumstances: Circumstances = {},
  ): Promise<Outcome> {
    return tryTask(task, ["--data", this.data, ...args], { clock: tickingClock(TRIAL_NOW, 1), ...circumstances });
  }

  /** Runs a task in a process of its own, as a shell does, with the permissions that it has there, and the embedded warehouse unless told otherwise. */
  async spawn(task: string, args: readonly string[], stdin: Uint8Array | string = ""): Promise<ProcessOutcome> {
    const process = new Deno.Command(Deno.execPath(), {
      args: ["task", "--quiet", task, "--data", this.data, ...args],
      cwd: join(import.meta.dirname!, ".."),
      env: { DB_SERVER: "" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const writer = process.stdin.getWriter();
    await writer.write(typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin);
    await writer.close();
    const { code, stdout, stderr } = await process.output();
    return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
  }

  /** Reads rows of the warehouse. */
  async query<Row>(sql: string): Promise<Row[]> {
    const config = readConfig(["--data", this.data], ["data"], { env: () => undefined, envFile: "" });
    await using warehouse = await openWarehouse(config, NO_LOG);
    return await warehouse.query<Row>(sql);
  }
}

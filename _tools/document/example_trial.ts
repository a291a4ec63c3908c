/** Commands of documents, carried out in a data folder of their own in which a synthetic day has been. @module */
import { join } from "@std/path";
import { type Outcome, tickingClock } from "../../lib/run/trial.ts";
import { TemporaryFolder } from "../../lib/run/temporary_folder.ts";
import { TrialFolder } from "../../workflows/trial_folder.ts";
import { exists } from "../read_files.ts";
import { readTaskCommands, taskOf } from "./known_tasks.ts";
import type { TaskCall } from "./task_call.ts";

/** The morning after the day of the examples. */
const NOW = Date.UTC(2026, 10, 23, 5);
const SAMPLES = join(import.meta.dirname!, "../../data/samples");

/** What the reader has and a trial has not: logs in their place, days of one's own. */
const STAND_INS: Readonly<Record<string, string>> = {
  "/var/log/nginx/*.log*": join(SAMPLES, "nginx*.log"),
  "/var/log/nginx/access.log": join(SAMPLES, "nginx.log"),
  "2026-01-05": "2026-11-22",
  "2026-01-07": "2026-11-24",
};

/** Why a command is only checked, and not carried out, by words in it. */
const NOT_HERE: readonly (readonly [words: RegExp, reason: string])[] = [
  [
    /^(?:test|ok|format|lint|check|imports|docs|examples|reference|bench|powerbi)\b/,
    "it is a gate or a measurement of its own",
  ],
  [/^serve\b/, "it serves until it is stopped: serve_dashboard_test.ts"],
  [/^collect\b/, "there are no endpoints to poll: collect_metrics_test.ts"],
  [/^notebooks\b/, "it takes minutes: execute_notebooks_test.ts"],
  [/^lab\b/, "it opens JupyterLab, which stays open"],
  [/mssql:|clickhouse:/, "it needs a server: the contract of that engine"],
];

/** Says why a call cannot be carried out in a trial; null where it can. */
export function reasonNotToRun({ task, args }: TaskCall): string | null {
  const text = [task, ...args].join(" ");
  return NOT_HERE.find(([words]) => words.test(text))?.[1] ?? null;
}

/** A data folder with the day, in which commands go on from one another. */
export class ExampleTrial extends TrialFolder {
  readonly #found = new Map<string, string>();

  /** Copies what another trial has made. */
  constructor(base: TemporaryFolder | null) {
    super();
    if (base !== null) copyFolder(join(base.path, "data"), this.data);
  }

  /** Carries out a call; what it writes elsewhere than under the data folder goes into the trial's own. */
  async call({ task, args }: TaskCall, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const [path] = readTaskCommands()[task]!.command.match(/workflows\/\w+\.ts/) ?? [];
    await this.#lookForIds();
    const given = args.map((arg, i) => args[i - 1] === "--out" ? join(this.path, arg) : this.#standIn(arg));
    return await this.run(await taskOf(path!), given, {
      clock: tickingClock(NOW, 1),
      env: (name) => env[name],
    });
  }

  #standIn(arg: string): string {
    return this.#found.get(arg) ?? STAND_INS[arg] ?? arg;
  }

  /** Alerts and silences have numbers of their own in each run; one alert is made to fire still, so that it can be taken over. */
  async #lookForIds(): Promise<void> {
    if (!exists(join(this.data, "warehouse.duckdb"))) return;
    await this.query("update alerts set resolved_at = null where alert_id = (select min(alert_id) from alerts)");
    const [alert] = await this.query<{ id: string }>("select min(alert_id) as id from alerts");
    const [silence] = await this.query<{ id: string }>("select min(silence_id) as id from alert_silences");
    this.#found.set("0b77dfd96a5f373c", alert?.id ?? "");
    this.#found.set("SILENCE", silence?.id ?? "");
  }
}

function copyFolder(from: string, to: string): void {
  Deno.mkdirSync(to, { recursive: true });
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (isDirectory) copyFolder(join(from, name), join(to, name));
    else Deno.copyFileSync(join(from, name), join(to, name));
  }
}

/**
 * A synthetic day that happens while one looks: its lines are appended to logs when their time has come.
 *
 * The logs are then followed as any other, so that the demo shows the whole way of a line. It begins with the day so far, which is there at once, and goes on in real time or quicker.
 *
 * @module
 */
import { join } from "@std/path";
import { type SyntheticPlan, telemetryChunks, type TelemetryFile } from "../synthetic/mod.ts";

/** The files that are played. */
const PLAYED_FILES: readonly TelemetryFile[] = ["request_logs.csv", "server_metrics.csv"];

/** What is played, and how fast. */
export interface DemoOptions {
  readonly plan: SyntheticPlan;
  /** Folder of the logs; it must exist. */
  readonly folder: string;
  /** Seconds of the demo in a second. */
  readonly speed: number;
  /** When the demo begins, by the clock, ms since 1970. */
  readonly startAt: number;
  /** How far behind the clock it begins, ms; a quick one would else run into the future. */
  readonly lagMs: number;
}

interface Playing {
  readonly path: string;
  readonly lines: Iterator<string>;
  /** The line whose time has not come. */
  next: string | null;
}

/** Plays a plan. */
export class DemoPlayer {
  readonly #options: DemoOptions;
  readonly #playing: readonly Playing[];

  /** Begins with empty logs. */
  constructor(options: DemoOptions) {
    this.#options = options;
    this.#playing = PLAYED_FILES.map((file) => {
      const path = join(options.folder, file);
      const lines = linesOf(options.plan, file);
      const header = lines.next().value ?? "";
      Deno.writeTextFileSync(path, `${header}\n`);
      return { path, lines, next: lines.next().value ?? null };
    });
  }

  /** Paths of the logs. */
  get paths(): readonly string[] {
    return this.#playing.map(({ path }) => path);
  }

  /** The moment of the demo at a moment of the clock, ms since 1970. */
  momentAt(now: number): number {
    const { startAt, lagMs, speed } = this.#options;
    return startAt - lagMs + (now - startAt) * speed;
  }

  /** Appends the lines whose time has come. */
  async play(now: number): Promise<void> {
    const until = new Date(this.momentAt(now)).toISOString();
    for (const playing of this.#playing) {
      const due: string[] = [];
      while (playing.next !== null && playing.next.slice(0, until.length) <= until) {
        due.push(playing.next);
        playing.next = playing.lines.next().value ?? null;
      }
      if (due.length > 0) await Deno.writeTextFile(playing.path, `${due.join("\n")}\n`, { append: true });
    }
  }
}

/** The lines of a file, header first; each of them begins with its moment. */
function* linesOf(plan: SyntheticPlan, wanted: TelemetryFile): Generator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for (const { file, bytes } of telemetryChunks(plan)) {
    if (file !== wanted) continue;
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Live reading from start to stop: turns in a quick rhythm, and what they made flushed in slower ones, beside them. @module */
import { TemporaryFolder } from "../run/temporary_folder.ts";
import type { Log } from "../run/step.ts";
import type { Through } from "../warehouse/warehouse_calls.ts";
import type { LiveFlow } from "./live_flow.ts";
import { storeBundle, storeKeyed } from "./live_flush.ts";
import type { LiveFindings } from "./live_findings.ts";
import type { LiveMinutes, WindowName } from "./live_minutes.ts";
import type { SegmentJournal } from "./segment_journal.ts";

/** What a live run is made of. */
export interface LiveRunParts {
  readonly flow: LiveFlow;
  readonly minutes: LiveMinutes;
  readonly journal: SegmentJournal;
  /** Null where live minutes are not analysed. */
  readonly findings: LiveFindings | null;
  readonly through: Through;
  /** ms since 1970. */
  readonly clock: () => number;
  readonly log: Log;
}

/** How often windows that have changed are written, ms: a day is the sum of many minutes. */
const EVERY_MS: Readonly<Record<WindowName, number>> = { minute: 2_000, hour: 30_000, day: 300_000 };

/** How often server metrics and rejects are stored, ms. */
const KEYED_EVERY_MS = 5_000;

const WINDOWS = Object.keys(EVERY_MS) as WindowName[];

/** One live run. */
export class LiveRun {
  readonly #parts: LiveRunParts;
  readonly #writtenAt: Record<WindowName, number> = { minute: 0, hour: 0, day: 0 };
  #flushing: Promise<void> | null = null;
  #storing: Promise<void> | null = null;
  #keyedAt = 0;
  #finding: Promise<void> | null = null;

  constructor(parts: LiveRunParts) {
    this.#parts = parts;
  }

  /**
   * Takes what has come, and begins to flush what is due; a warehouse that is held elsewhere keeps nobody waiting.
   *
   * @param onTaken called in between: who looks on need not wait for the flush
   */
  async turn(onTaken: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const { flow, clock, log } = this.#parts;
    try {
      await flow.turn();
      await onTaken();
      const due = WINDOWS.filter((window) => clock() - this.#writtenAt[window] >= EVERY_MS[window]);
      if (due.length > 0 && this.#flushing === null) await this.#startFlush(due);
      // What is analysed is read from the segments that would be stored.
      if (this.#storing === null && this.#finding === null) await this.#startStore();
      if (this.#storing === null && clock() - this.#keyedAt >= KEYED_EVERY_MS) this.#startStoreKeyed();
      if (this.#storing === null && this.#finding === null) this.#startFinding();
    } catch (error) {
      log.error("live reading failed for a turn", { error: String(error) });
    }
  }

  /** Waits for what goes on beside the turns. */
  async settled(): Promise<void> {
    await Promise.all([this.#flushing, this.#storing, this.#finding]);
  }

  /** Takes and flushes what is left, and saves the state for the next run. */
  async stop(): Promise<void> {
    await this.settled();
    await this.#parts.flow.turn();
    await this.#startFlush(WINDOWS);
    await this.#flushing;
    await this.#parts.journal.saveState((folder) => this.#parts.minutes.saveState(folder));
  }

  /** Files are written at once, before the next turn; the warehouse takes them beside the turns that follow. */
  async #startFlush(windows: readonly WindowName[]): Promise<void> {
    const { minutes, through, clock, log } = this.#parts;
    for (const window of windows) this.#writtenAt[window] = clock();
    const folder = new TemporaryFolder();
    const moved = await minutes.writeMoved(folder.path, windows);
    const flush = async () => {
      try {
        if (moved.files.length > 0) await through((warehouse) => warehouse.mergeRows(moved.files));
      } catch (error) {
        moved.undo();
        log.warn("minutes wait for the warehouse", { error: String(error) });
      } finally {
        folder[Symbol.dispose]();
      }
    };
    this.#flushing = flush().finally(() => this.#flushing = null);
  }

  #startFinding(): void {
    const { findings } = this.#parts;
    if (findings?.isDue) this.#finding = findings.find().finally(() => this.#finding = null);
  }

  /** What fails is stored with its bundle. */
  #startStoreKeyed(): void {
    const { flow, journal, through, clock, log } = this.#parts;
    this.#keyedAt = clock();
    const segments = flow.takeKeyed().filter((segment) => journal.segments.includes(segment));
    if (segments.length === 0) return;
    const store = storeKeyed(segments, through)
      .catch((error) => log.warn("server metrics and rejects wait for the warehouse", { error: String(error) }));
    this.#storing = store.finally(() => this.#storing = null);
  }

  async #startStore(): Promise<void> {
    const { journal, minutes, through, clock, log } = this.#parts;
    const [oldest] = journal.finishedBundles(clock());
    if (oldest === undefined) return;
    await journal.saveState((folder) => minutes.saveState(folder));
    const [bundle, segments] = oldest;
    const store = async () => {
      try {
        await storeBundle(bundle, segments, through);
        await journal.forget(bundle);
      } catch (error) {
        log.warn("requests wait for the warehouse", { error: String(error) });
      }
    };
    this.#storing = store().finally(() => this.#storing = null);
  }
}

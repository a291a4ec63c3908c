/** Exports of what hardly changes, the history of a day above all, kept for whoever asks for the same again soon. @module */
import { join } from "@std/path";
import type { Selection, Warehouse } from "./warehouse.ts";

interface Kept {
  readonly path: string;
  readonly rowCount: number;
  readonly at: number;
}

/** Exports into a folder of their own, from where they are linked; they must be on the disk of whoever asks. */
export class KeptExports {
  readonly #folder: string;
  readonly #clock: () => number;
  readonly #keptMs: number;
  readonly #kept = new Map<string, Kept>();
  #count = 0;

  /**
   * @param folder that exists
   * @param clock ms since 1970
   * @param keptMs how long an export is good for
   */
  constructor(folder: string, clock: () => number, keptMs: number) {
    this.#folder = folder;
    this.#clock = clock;
    this.#keptMs = keptMs;
  }

  /** Exports as {@linkcode Warehouse.export} does, or as it did a while ago. */
  async export(warehouse: Warehouse, view: string, path: string, selection: Selection): Promise<number> {
    await this.#forget();
    const key = JSON.stringify([view, selection]);
    const kept = this.#kept.get(key) ?? await this.#read(warehouse, view, selection);
    this.#kept.set(key, kept);
    await Deno.link(kept.path, path);
    return kept.rowCount;
  }

  async #read(warehouse: Warehouse, view: string, selection: Selection): Promise<Kept> {
    const at = this.#clock();
    const path = join(this.#folder, `${this.#count++}.parquet`);
    return { path, at, rowCount: await warehouse.export(view, path, selection) };
  }

  async #forget(): Promise<void> {
    for (const [key, { path, at }] of this.#kept) {
      if (this.#clock() - at < this.#keptMs) continue;
      this.#kept.delete(key);
      await Deno.remove(path);
    }
  }
}

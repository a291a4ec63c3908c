/** Files that belong together, written under temporary names. @module */
import { join } from "@std/path";

/** Files of a folder that get their names together when all are whole; what is not finished at its disposal is removed. */
export class PartialFiles<Name extends string> implements Disposable {
  readonly #folder: string;
  readonly #files = new Map<Name, Deno.FsFile>();

  /**
   * Starts the files; what has their names now stays until they are finished.
   *
   * @throws {Error} when one cannot be made; the message names it
   */
  constructor(folder: string, names: readonly Name[]) {
    this.#folder = folder;
    using unusable = new DisposableStack();
    unusable.use(this);
    for (const name of names) this.#files.set(name, attempt(folder, name, () => Deno.createSync(this.#partial(name))));
    unusable.move();
  }

  /**
   * Appends to a file.
   *
   * @throws {Error} when there is no room; the message names the file
   */
  append(name: Name, bytes: Uint8Array): void {
    const file = this.#files.get(name)!;
    attempt(this.#folder, name, () => {
      for (let written = 0; written < bytes.length;) written += file.writeSync(bytes.subarray(written));
    });
  }

  /** Gives the files their names. */
  finish(): void {
    for (const file of this.#files.values()) file.close();
    for (const name of this.#files.keys()) Deno.renameSync(this.#partial(name), join(this.#folder, name));
    this.#files.clear();
  }

  /** Removes what is not finished. */
  [Symbol.dispose](): void {
    for (const [name, file] of this.#files) {
      file.close();
      Deno.removeSync(this.#partial(name));
    }
    this.#files.clear();
  }

  #partial(name: Name): string {
    return join(this.#folder, `${name}.partial`);
  }
}

function attempt<T>(folder: string, name: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : cause;
    const path = join(folder, name);
    throw new Error(`Cannot write "${path}": ${found}; room and the right to write are needed there`, { cause });
  }
}

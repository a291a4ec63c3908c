/** A folder for the time of a scope, as tests need it. @module */

/**
 * Makes an empty folder that is removed with all that is in it when its scope ends.
 *
 * @example
 * ```ts
 * using folder = new TemporaryFolder();
 * Deno.writeTextFileSync(`${folder.path}/a.log`, "");
 * ```
 */
export class TemporaryFolder implements Disposable {
  readonly path: string;

  /** @param parent where the folder is made; absent means among the temporary files of the system */
  constructor(parent?: string) {
    this.path = Deno.makeTempDirSync(parent === undefined ? {} : { dir: parent });
  }

  /** Writes a file into the folder; returns its path. */
  write(name: string, content: string | Uint8Array): string {
    const path = `${this.path}/${name}`;
    Deno.writeFileSync(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    return path;
  }

  /** Names what is in the folder, sorted. */
  names(): string[] {
    return [...Deno.readDirSync(this.path)].map(({ name }) => name).sort();
  }

  /** Removes the folder. */
  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}

/** A disk that a test can fill. @module */

/** A disk of its own in the place of a folder. */
export class TrialDisk implements Disposable {
  /** Whether this process may mount one. */
  readonly isMounted: boolean;

  /** @param folder is made; it is empty where nothing may be mounted, too */
  constructor(readonly folder: string, megabytes: number) {
    Deno.mkdirSync(folder);
    this.isMounted = succeeds("mount", "-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder);
  }

  /** Runs something while there is room for some bytes only, then makes room again. */
  async whileFull<T>(bytesLeft: number, work: () => Promise<T>): Promise<T> {
    const path = `${this.folder}/filler`;
    using file = Deno.createSync(path);
    let size = 0;
    try {
      for (;;) size += file.writeSync(new Uint8Array(1 << 12));
    } catch {
      file.truncateSync(Math.max(0, size - bytesLeft));
    }
    const result = await work();
    Deno.removeSync(path);
    return result;
  }

  [Symbol.dispose](): void {
    // A process that has just been killed may hold files there for a moment.
    if (this.isMounted) succeeds("umount", "--lazy", this.folder);
  }
}

function succeeds(command: string, ...args: string[]): boolean {
  return new Deno.Command(command, { args, stdout: "null", stderr: "null" }).outputSync().success;
}

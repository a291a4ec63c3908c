/** Folders that steps write into. @module */

/**
 * Makes a folder, and those above it; one that is there is left as it is.
 *
 * @throws {Error} when it cannot be made; the message names it and the settings that choose it
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
  } catch (cause) {
    const found = cause instanceof Error ? cause.message.replace(/: mkdir '.*'$/, "") : cause;
    throw new Error(`Cannot make the folder "${path}": ${found}; choose another with --data or --out`, { cause });
  }
}

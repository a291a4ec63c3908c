/** Small JSON files between steps. @module */

/** Writes a value as JSON; the file appears when it is whole. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await Deno.writeTextFile(`${path}.partial`, JSON.stringify(value, null, 2) + "\n");
  await Deno.rename(`${path}.partial`, path);
}

/**
 * Reads a JSON file that an earlier step wrote.
 *
 * @param remedy what to do when there is no such file
 */
export async function readJson<T>(path: string, remedy: string): Promise<T> {
  try {
    return JSON.parse(await Deno.readTextFile(path)) as T;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Deno.errors.NotFound(`Cannot read "${path}": there is no such file, ${remedy}`, { cause: error });
  }
}

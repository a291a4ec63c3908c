/** A folder that begins with nothing in it. @module */

/** Makes a folder, or empties the one that is there; the folder above it must exist. Gives its path. */
export async function emptyFolder(path: string): Promise<string> {
  await Deno.remove(path, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await Deno.mkdir(path);
  return path;
}

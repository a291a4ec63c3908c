/** The files that the gates look at, read into memory so that the gates themselves are pure. @module */

/** Text of files by their path from the root of the project, in the order of the paths. */
export type FileTexts = ReadonlyMap<string, string>;

/**
 * Reads every file with one of the extensions under the given files and folders; what does not exist is left out.
 *
 * @param roots files and folders, relative to the working directory
 * @param extensions with their dot, such as `.ts`
 */
export function readFiles(roots: readonly string[], extensions: readonly string[]): FileTexts {
  const paths = roots.flatMap(listPaths).filter((path) => extensions.some((extension) => path.endsWith(extension)));
  return new Map(paths.sort().map((path) => [path, Deno.readTextFileSync(path)]));
}

function listPaths(root: string): string[] {
  if (!exists(root)) return [];
  if (Deno.statSync(root).isFile) return [root];
  return [...Deno.readDirSync(root)].flatMap((entry) => listPaths(`${root}/${entry.name}`));
}

/** Tells whether a file or folder exists. */
export function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Tells whether a module belongs to the tests: it may import more, and is not measured. */
export function isTest(path: string): boolean {
  return path.endsWith("_test.ts") || /\/contract(\.ts$|\/)/.test(path);
}

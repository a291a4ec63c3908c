/** Debian's Jupyter: runs notebooks on the Deno that runs this, without touching anybody's kernels. @module */
import { basename, join } from "@std/path";
import { makeFolder } from "../run/make_folder.ts";
import { type OutputData, pageData } from "./page_copy.ts";

/** The program that executes notebooks, of Debian's package jupyter-nbconvert. */
export const NBCONVERT = "/usr/bin/jupyter-nbconvert";

/** Seconds that a cell may take. */
const CELL_TIMEOUT_SECONDS = 120;

/** A notebook that was executed. */
export interface ExecutedNotebook {
  readonly name: string;
  /** The numbers of its last cell. */
  readonly headline: Readonly<Record<string, number>>;
  /** Path of the copy for readers. */
  readonly html: string;
}

interface NotebookFile {
  readonly cells: readonly { readonly outputs?: readonly { readonly data?: OutputData }[] }[];
}

/** Tells whether notebooks can be executed here. */
export async function hasJupyter(): Promise<boolean> {
  return await Deno.stat(NBCONVERT).then(({ isFile }) => isFile, () => false);
}

/** Notebooks that run side by side: each takes its time to load, and seldom keeps more than a core busy. */
const SIDE_BY_SIDE = 2;

/**
 * Executes notebooks, two at a time, and gives what they arrived at in the order of their paths.
 *
 * @param onNotebook told the path of each that begins
 * @throws {Error} for the first of them that fails, when the others have ended
 */
export async function executeNotebooks(
  paths: readonly string[],
  folder: string,
  onNotebook: (path: string) => void,
): Promise<ExecutedNotebook[]> {
  await writeKernel(folder);
  const results = new Array<PromiseSettledResult<ExecutedNotebook>>(paths.length);
  const waiting = [...paths.keys()];
  const work = async () => {
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      onNotebook(paths[place]!);
      [results[place]] = await Promise.allSettled([executeNotebook(paths[place]!, folder)]);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

/**
 * Executes a notebook in a kernel of its own and writes two copies with its outputs, `.ipynb` and `.html`.
 *
 * @param folder where the copies are put, and where {@linkcode writeKernel} has put the kernel
 * @throws {Error} with what the notebook said, when a cell fails, or when it ends without a headline
 */
async function executeNotebook(path: string, folder: string): Promise<ExecutedNotebook> {
  const name = basename(path, ".ipynb");
  const copy = join(folder, `${name}.ipynb`);
  const timeout = `--ExecutePreprocessor.timeout=${CELL_TIMEOUT_SECONDS}`;
  await convert(folder, ["--to", "notebook", "--execute", timeout, "--output-dir", folder, path]);
  const notebook: NotebookFile = JSON.parse(await Deno.readTextFile(copy));
  await writePage(notebook, name, folder);
  const headline = notebook.cells.at(-1)?.outputs?.at(-1)?.data?.["application/json"];
  if (headline === undefined) throw new Error(`Cannot read "${copy}": its last cell shows no headline`);
  return { name, headline: headline as Record<string, number>, html: join(folder, `${name}.html`) };
}

async function writePage({ cells, ...rest }: NotebookFile, name: string, folder: string): Promise<void> {
  const shown = cells.map(({ outputs, ...cell }) =>
    outputs === undefined ? cell : {
      ...cell,
      outputs: outputs.map((output) => output.data === undefined ? output : { ...output, data: pageData(output.data) }),
    }
  );
  const pages = join(folder, "pages");
  await makeFolder(pages);
  const path = join(pages, `${name}.ipynb`);
  await Deno.writeTextFile(path, JSON.stringify({ ...rest, cells: shown }));
  await convert(folder, ["--to", "html", "--output-dir", folder, path]);
}

/** Settings with which Jupyter finds the kernel of a folder. */
export function kernelSettings(folder: string): Record<string, string> {
  return { JUPYTER_PATH: join(folder, "jupyter") };
}

/** Writes what `deno jupyter --install` would write, but into a folder of ours. */
export async function writeKernel(folder: string): Promise<void> {
  const kernel = join(folder, "jupyter", "kernels", "deno");
  await makeFolder(kernel);
  const argv = [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"];
  const text = JSON.stringify({ argv, display_name: "Deno", language: "typescript", env: { NO_COLOR: "1" } });
  await Deno.writeTextFile(join(kernel, "kernel.json"), text);
}

async function convert(folder: string, args: readonly string[]): Promise<void> {
  const command = new Deno.Command(NBCONVERT, { args: [...args], env: kernelSettings(folder), stderr: "piped" });
  const { success, stderr } = await command.output();
  if (!success) throw new Error(`Cannot run "${args.at(-1)}": ${new TextDecoder().decode(stderr).slice(-2_000)}`);
}

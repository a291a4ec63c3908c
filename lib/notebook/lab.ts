/** JupyterLab, or what else opens notebooks: found on the machine and started with the Deno kernel. @module */
import { join } from "@std/path";
import { kernelSettings, writeKernel } from "./jupyter.ts";

/** Programs that open notebooks, the one that draws charts interactively first. */
export const LAB_PROGRAMS = ["jupyter-lab", "jupyter-notebook"] as const;

/** What to do where none of them is there. */
const LAB_REMEDY =
  "install JupyterLab (`pipx install jupyterlab`) or Debian's package jupyter-notebook, which shows charts as pictures";

/**
 * Finds a program that opens notebooks.
 *
 * @param folders where programs are, as the variable PATH lists them
 * @throws {Error} where none is there, with what to do about it
 */
export async function findLab(folders: string): Promise<string> {
  for (const program of LAB_PROGRAMS) {
    for (const folder of folders.split(":").filter((one) => one !== "")) {
      const path = join(folder, program);
      if (await Deno.stat(path).then(({ isFile }) => isFile, () => false)) return path;
    }
  }
  throw new Error(`Cannot open notebooks: neither ${LAB_PROGRAMS.join(" nor ")} is on the PATH; ${LAB_REMEDY}`);
}

/** What a lab is started with. */
export interface LabOptions {
  /** Folder that it shows. */
  readonly notebooks: string;
  /** Folder that its Deno kernel is put into; kernels of the user stay as they are. */
  readonly kernels: string;
}

/**
 * Opens a lab and waits until it is closed; it writes to the terminal of this process.
 *
 * @throws {Error} when it ends with a failure
 */
export async function openLab(program: string, { notebooks, kernels }: LabOptions): Promise<void> {
  await writeKernel(kernels);
  const env = kernelSettings(kernels);
  const { code } = await new Deno.Command(program, { cwd: notebooks, env, stdout: "inherit", stderr: "inherit" })
    .output();
  if (code !== 0) throw new Error(`Cannot go on with "${program}": it ended with exit code ${code}`);
}

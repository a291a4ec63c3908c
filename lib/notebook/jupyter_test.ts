import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { executeNotebooks, hasJupyter, kernelSettings, NBCONVERT, writeKernel } from "./jupyter.ts";
import { findLab, LAB_PROGRAMS, openLab } from "./lab.ts";

const isMissing = !await hasJupyter();
const needed = isMissing ? `: skipped, no ${NBCONVERT}` : "";

/** Writes a notebook of one cell. */
async function notebookOf(folder: string, source: string, name = "one"): Promise<string> {
  const path = join(folder, `${name}.ipynb`);
  const cell = { cell_type: "code", execution_count: null, id: "cell-01", metadata: {}, outputs: [], source: [source] };
  const kernelspec = { display_name: "Deno", language: "typescript", name: "deno" };
  const notebook = { cells: [cell], metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
  await Deno.writeTextFile(path, JSON.stringify(notebook));
  return path;
}

/** Code that shows bundles as the project's notebooks do. */
const showing = (...bundles: readonly object[]) =>
  [
    `const { show } = await import(${JSON.stringify(import.meta.resolve("../frame/show.ts"))});`,
    ...bundles.map((bundle) => `await show(${JSON.stringify(bundle)});`),
  ].join("\n");

/** Puts a program that writes its surroundings down into a folder. */
async function programIn(folder: string, name: string, exitCode = 0): Promise<string> {
  const path = join(folder, name);
  await Deno.writeTextFile(
    path,
    `#!/bin/sh\npwd > "${folder}/ran"\necho "$JUPYTER_PATH" >> "${folder}/ran"\nexit ${exitCode}\n`,
  );
  await Deno.chmod(path, 0o755);
  return path;
}

Deno.test("writeKernel() puts a kernel of the Deno that runs this where Jupyter is told to look", async () => {
  using folder = new TemporaryFolder();
  await writeKernel(folder.path);
  const { JUPYTER_PATH } = kernelSettings(folder.path);
  const kernel = JSON.parse(await Deno.readTextFile(join(JUPYTER_PATH!, "kernels", "deno", "kernel.json")));
  assertEquals(kernel.argv, [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"]);
});

Deno.test({
  name: `executeNotebooks() gives headlines in the order of the paths, and pages with their pictures${needed}`,
  ignore: isMissing,
  async fn() {
    using folder = new TemporaryFolder();
    const picture = { "image/svg+xml": "<svg><path/></svg>" };
    const answer = (number: number) => ({ "application/json": { number } });
    const slow = `for (const end = Date.now() + 1_500; Date.now() < end;);\n${showing(picture, answer(1))}`;
    const paths = [await notebookOf(folder.path, slow), await notebookOf(folder.path, showing(answer(2)), "two")];
    const begun: string[] = [];
    const executed = await executeNotebooks(paths, join(folder.path, "executed"), (path) => void begun.push(path));
    assertEquals(executed.map(({ name, headline }) => [name, headline.number]), [["one", 1], ["two", 2]]);
    assertEquals(begun, paths);
    assertStringIncludes(await Deno.readTextFile(executed[0]!.html), "data:image/svg+xml,%3Csvg%3E%3Cpath%2F%3E");
  },
});

Deno.test({
  name: `executeNotebooks() ends with what a broken cell said, or that there is no headline${needed}`,
  ignore: isMissing,
  async fn() {
    using folder = new TemporaryFolder();
    const execute = (path: string) => executeNotebooks([path], join(folder.path, "executed"), () => {});
    const broken = await notebookOf(folder.path, `throw new Error("servers do not add up");`);
    await assertRejects(() => execute(broken), Error, "servers do not add up");
    const silent = await notebookOf(folder.path, "const one = 1;", "silent");
    await assertRejects(() => execute(silent), Error, "shows no headline");
  },
});

Deno.test("findLab() takes JupyterLab before the older program, in whatever folder", async () => {
  using folder = new TemporaryFolder();
  using other = new TemporaryFolder();
  const older = await programIn(folder.path, LAB_PROGRAMS[1]);
  assertEquals(await findLab(`${folder.path}:${other.path}`), older);
  const lab = await programIn(other.path, LAB_PROGRAMS[0]);
  assertEquals(await findLab(`${folder.path}:${other.path}`), lab);
});

Deno.test("findLab() says what to install where nothing is", async () => {
  using folder = new TemporaryFolder();
  await assertRejects(() => findLab(`:${folder.path}`), Error, "jupyter-notebook is on the PATH; install JupyterLab");
});

Deno.test("openLab() starts in the folder of notebooks, with a kernel, and tells a failure", async () => {
  using folder = new TemporaryFolder();
  const kernels = join(folder.path, "kernels");
  const notebooks = await Deno.realPath(folder.path);
  await openLab(await programIn(folder.path, "lab"), { notebooks, kernels });
  const [ranIn, path] = (await Deno.readTextFile(join(folder.path, "ran"))).split("\n");
  assertEquals([ranIn, path], [notebooks, kernelSettings(kernels).JUPYTER_PATH]);
  const broken = await programIn(folder.path, "broken", 3);
  await assertRejects(() => openLab(broken, { notebooks, kernels }), Error, "exit code 3");
});

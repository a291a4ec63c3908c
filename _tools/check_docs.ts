/**
 * Fails where the docs and the code have drifted apart: exports without a doc comment or without a user, links to nothing, pages to which none leads, tasks that are named but not defined or defined
 * but not named, files too long to be read at once.
 *
 * @module
 */
import { brokenLinks } from "./broken_links.ts";
import { deadExports } from "./dead_exports.ts";
import { LONG_LINES, longFiles, TOO_LONG_LINES } from "./long_files.ts";
import { exists, isTest, readFiles } from "./read_files.ts";
import { formatProblem, type Problem, reportProblems } from "./report_problems.ts";
import { type Tasks, unexplainedTasks, unknownTasks } from "./task_mentions.ts";
import { unreachablePages } from "./unreachable_pages.ts";
import { type ModuleDocs, undocumentedExports } from "./undocumented_exports.ts";

function checkExports(): Problem[] {
  const modules = [...readFiles(["lib", "workflows"], [".ts"]).keys()].filter((path) => !isTest(path));
  const command = new Deno.Command(Deno.execPath(), { args: ["doc", "--json", ...modules], env: { NO_COLOR: "1" } });
  const { success, stdout, stderr } = command.outputSync();
  if (!success) return [{ path: "lib", message: `deno doc cannot read it\n${new TextDecoder().decode(stderr)}` }];
  const docs: ModuleDocs = JSON.parse(new TextDecoder().decode(stdout));
  return undocumentedExports(docs, new URL("..", import.meta.url).href);
}

/** A step and its task are exported together, whoever uses them. */
function checkUsers(): Problem[] {
  const users = readFiles(["lib", "workflows", "bench", "_tools", "notebooks"], [".ts", ".ipynb"]);
  return deadExports(users).filter(({ path }) => !path.startsWith("workflows/"));
}

function checkPages(): Problem[] {
  const pages = readFiles(["README.md", "docs"], [".md"]);
  const config: { readonly tasks: Tasks } = JSON.parse(Deno.readTextFileSync("deno.json"));
  return [
    ...brokenLinks(pages, exists),
    ...unreachablePages(pages, "README.md"),
    ...unknownTasks(pages, config.tasks),
    ...unexplainedTasks(pages.get("README.md") ?? "", config.tasks),
  ];
}

const code = readFiles(["lib", "workflows", "bench", "_tools", "sql"], [".ts", ".sql"]);
for (const problem of longFiles(code, LONG_LINES)) console.warn(`warning: ${formatProblem(problem)}`);
reportProblems("docs", [...checkExports(), ...checkUsers(), ...checkPages(), ...longFiles(code, TOO_LONG_LINES)]);

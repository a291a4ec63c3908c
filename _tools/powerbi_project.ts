/**
 * The Power BI Project under `powerbi/`, made from the model in code. `--write` brings it up to date, without it a stale file fails the gate;
 * `--import=FOLDER` writes the variant that copies data at each refresh instead of asking SQL Server at each look.
 *
 * @module
 */
import { dirname, join } from "@std/path";
import { projectFiles } from "../lib/powerbi/project.ts";
import { readFiles } from "./read_files.ts";
import { type Problem, reportProblems } from "./report_problems.ts";

const FOLDER = "powerbi";

/** Lists the files that differ from what the model gives, are missing, or belong to nothing. */
export function staleFiles(actual: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): Problem[] {
  const paths = [...new Set([...wanted.keys(), ...actual.keys()])].sort();
  return paths.filter((path) => actual.get(path) !== wanted.get(path)).map((path) => ({
    path: join(FOLDER, path),
    message: "is stale; run `deno task powerbi`",
  }));
}

function write(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    Deno.mkdirSync(join(folder, dirname(path)), { recursive: true });
    Deno.writeTextFileSync(join(folder, path), text);
  }
}

/** Brings the folder to what is wanted, files that belong to nothing included. */
function replace(folder: string, files: ReadonlyMap<string, string>): void {
  for (const path of filesOf(folder).keys()) if (!files.has(path)) Deno.removeSync(join(folder, path));
  write(folder, files);
}

/** Files by their path under the folder, less what Power BI Desktop keeps for one user. */
function filesOf(folder: string): Map<string, string> {
  const found = [...readFiles([folder], [""])].filter(([path]) => !path.includes("/.pbi/"));
  return new Map(found.map(([path, text]) => [path.slice(folder.length + 1), text]));
}

if (import.meta.main) {
  const copy = Deno.args.find((argument) => argument.startsWith("--import="))?.slice("--import=".length);
  if (copy !== undefined) write(copy, projectFiles("import"));
  else if (Deno.args.includes("--write")) replace(FOLDER, projectFiles("directQuery"));
  else reportProblems("powerbi", staleFiles(filesOf(FOLDER), projectFiles("directQuery")));
}

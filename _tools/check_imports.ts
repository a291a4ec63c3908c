/**
 * Fails on every import that runs against the flow, so that the folder listing stays true.
 *
 * The rules are data, see `import_rules.ts`. A folder is `lib/NAME` or a folder of the root; within a folder anything may be imported, but no
 * cycle of files may arise. Tests may read any folder; nothing imports a workflow but a test, and nothing imports a test.
 *
 * @module
 */
import { findCycle } from "./find_cycle.ts";
import { IMPORT_RULES, type ImportRules } from "./import_rules.ts";
import { type FileTexts, isTest, readFiles } from "./read_files.ts";
import { type Problem, reportProblems } from "./report_problems.ts";
import { type ImportSite, scanImports } from "./scan_imports.ts";

interface Edge extends ImportSite {
  readonly from: string;
  /** Path from the root of the project; null for a package. */
  readonly to: string | null;
}

/** Checks all imports of the given modules; the order is by rule, then by path and line. */
export function checkImports(modules: FileTexts, rules: ImportRules = IMPORT_RULES): Problem[] {
  const edges = [...modules].flatMap(([from, source]) => scanImports(source).map((site) => resolveSite(from, site)));
  const messages = edges.map((edge) => ({ edge, message: objection(edge, rules) }));
  return [
    ...messages.flatMap(({ edge, message }) => message === null ? [] : [{ path: edge.from, line: edge.line, message }]),
    ...folderCycle(rules),
    ...fileCycle(edges),
  ];
}

/** Names the folder that a path belongs to: `lib/NAME` under lib/, else the folder of the root, `.` for the root itself. */
export function folderOf(path: string): string {
  const parts = path.split("/");
  if (parts.length === 1) return ".";
  return parts[0] === "lib" && parts.length > 2 ? `lib/${parts[1]}` : parts[0]!;
}

function resolveSite(from: string, site: ImportSite): Edge {
  if (!site.specifier.startsWith(".")) return { ...site, from, to: null };
  return { ...site, from, to: new URL(site.specifier, `file:///${from}`).pathname.slice(1) };
}

function objection(edge: Edge, rules: ImportRules): string | null {
  return edge.to === null ? packageObjection(edge, rules) : folderObjection(edge.from, edge.to, rules);
}

function folderObjection(from: string, to: string, rules: ImportRules): string | null {
  const [home, target] = [folderOf(from), folderOf(to)];
  if (isTest(from)) return null;
  if (isTest(to)) return `imports the test ${to}; move what both need into a module of its own`;
  if (home === target) return null;
  const allowed = rules.folders[home];
  if (allowed === undefined) return `${home} is not declared; give it a line in _tools/import_rules.ts`;
  if (!(target in rules.folders)) {
    return `reads ${to}, and ${target} is not declared; give it a line in _tools/import_rules.ts`;
  }
  if (allowed.includes(target) || (target.startsWith("lib/") && allowed.includes("lib/*"))) return null;
  const list = allowed.length === 0 ? "nothing" : allowed.join(", ");
  return `${home} may not import ${target}, only ${list}; move what is shared to an earlier folder or pass it in`;
}

function packageObjection({ from, specifier }: Edge, rules: ImportRules): string | null {
  const names = Object.keys(rules.packages).filter((name) => isOfPackage(specifier, name));
  const name = names.toSorted((a, b) => b.length - a.length)[0];
  if (name === undefined) {
    return `imports "${specifier}", which is not declared; name its one place in _tools/import_rules.ts`;
  }
  const places = rules.packages[name]!;
  if (places.some((place) => isPlace(place, from))) return null;
  return `imports "${specifier}", which only ${places.join(", ")} may; call that module instead`;
}

function isOfPackage(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(name.endsWith(":") ? name : `${name}/`);
}

function isPlace(place: string, path: string): boolean {
  if (place === "tests") return isTest(path);
  return place === "*" || place === path || (place.endsWith("/") && path.startsWith(place));
}

function folderCycle(rules: ImportRules): Problem[] {
  const cycle = findCycle(new Map(Object.entries(rules.folders)));
  if (cycle === null) return [];
  return [{ path: "_tools/import_rules.ts", message: `the allowed folders form a cycle: ${cycle.join(" -> ")}` }];
}

function fileCycle(edges: readonly Edge[]): Problem[] {
  const targets = Map.groupBy(edges.filter((edge) => edge.to !== null), (edge) => edge.from);
  const cycle = findCycle(new Map([...targets].map(([from, found]) => [from, found.map((edge) => edge.to!)])));
  if (cycle === null) return [];
  const { line } = targets.get(cycle[0]!)!.find((edge) => edge.to === cycle[1])!;
  const message = `imports itself by way of ${cycle.join(" -> ")}; move what they share into a module of its own`;
  return [{ path: cycle[0]!, line, message }];
}

if (import.meta.main) {
  reportProblems("imports", checkImports(readFiles(["lib", "workflows", "bench"], [".ts"])));
}

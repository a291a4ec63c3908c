/** What a gate found, as a person and an editor read it. @module */

/** Something that a gate objects to. */
export interface Problem {
  readonly path: string;
  /** From 1; absent where the whole file is meant. */
  readonly line?: number;
  /** What was found and what to do about it. */
  readonly message: string;
}

/** Writes a problem as `path:line: message`, the form that editors jump to. */
export function formatProblem({ path, line, message }: Problem): string {
  return line === undefined ? `${path}: ${message}` : `${path}:${line}: ${message}`;
}

/** Prints what a gate found and ends the process: exit code 1 where there are problems, 0 where not. */
export function reportProblems(gate: string, problems: readonly Problem[]): never {
  for (const problem of problems) console.error(formatProblem(problem));
  if (problems.length === 0) console.log(`${gate}: ok`);
  else console.error(`${gate}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
  Deno.exit(problems.length === 0 ? 0 : 1);
}

/** Line number of a position in a text, from 1. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

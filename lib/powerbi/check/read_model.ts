/** Reads the semantic model back from its files. @module */
import type { Flaw } from "./flaw.ts";
import { readTmdl, type TmdlObject } from "./read_tmdl.ts";

/** A table as its file has it. */
export interface ReadTable {
  readonly object: TmdlObject;
  readonly columns: ReadonlyMap<string, TmdlObject>;
  readonly measures: ReadonlyMap<string, TmdlObject>;
  readonly partitions: readonly TmdlObject[];
}

/** The model as its files have it. */
export interface ReadModel {
  readonly tables: ReadonlyMap<string, ReadTable>;
  /** All objects that stand outermost in a file. */
  readonly objects: readonly TmdlObject[];
  readonly flaws: readonly Flaw[];
}

/** Reads all TMDL files of a project. */
export function readModel(files: ReadonlyMap<string, string>): ReadModel {
  const read = [...files].filter(([path]) => path.endsWith(".tmdl")).map(([path, text]) => readTmdl(path, text));
  const objects = read.flatMap(({ root }) => root.children);
  const tables = objects.filter(({ kind }) => kind === "table").map((object) =>
    [object.name, tableOf(object)] as const
  );
  return { tables: new Map(tables), objects, flaws: read.flatMap(({ flaws }) => flaws) };
}

function tableOf(object: TmdlObject): ReadTable {
  const named = (kind: string) =>
    new Map(object.children.filter((child) => child.kind === kind).map((child) => [child.name, child]));
  return {
    object,
    columns: named("column"),
    measures: named("measure"),
    partitions: object.children.filter(({ kind }) => kind === "partition"),
  };
}

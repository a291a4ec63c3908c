/** Checks that the report shows what the model has, and that its files find each other. @module */
import { basename, dirname, join } from "@std/path";
import { type Flaw, flaw } from "./flaw.ts";
import type { ReadModel } from "./read_model.ts";
import { walkJson } from "./walk_json.ts";

type Files = ReadonlyMap<string, string>;

const LITERAL = /^('([^']|'')*'|true|false|null|-?\d+(\.\d+)?[DLM])$/;

/** Finds fields that the model does not have, texts without quotes, visuals that a screen reader cannot tell, names that differ from their folder, and files that are missing. */
export function checkReport(files: Files, model: ReadModel): Flaw[] {
  const definitions = [...files].filter(([path]) => path.includes(".Report/definition/") && path.endsWith(".json"));
  return [
    ...definitions.flatMap(([path, text]) => checkFile(path, text, model)),
    ...checkPages(files),
    ...checkReferences(files),
  ];
}

function checkFile(path: string, text: string, model: ReadModel): Flaw[] {
  const json = JSON.parse(text);
  const flaws: Flaw[] = [];
  const found = (message: string) => flaws.push(flaw(path, null, message));
  const shown = new Set<unknown>();
  walkJson(json, (_, node) => shown.add(node.queryRef));
  if (
    basename(path) === "visual.json" &&
    json.visual.visualContainerObjects?.general?.[0]?.properties?.altText === undefined
  ) {
    found("has no alternative text");
  }
  if ("name" in json && json.name !== basename(dirname(path))) found(`is named "${json.name}", unlike its folder`);
  walkJson(json, (key, node) => {
    const field = fieldOf(node);
    if (field !== null && !hasField(model, field)) {
      found(`${field.kind} ${field.table}.${field.name} is not in the model`);
    }
    if (key === "Literal" && !LITERAL.test(String(node.Value))) {
      found(`${node.Value} is no constant; texts need quotes`);
    }
    const selected = key === "SelectRef" ? node.ExpressionName : key === "selector" ? node.metadata : undefined;
    if (selected !== undefined && !shown.has(selected)) found(`"${selected}" is formatted but not shown`);
  });
  return flaws;
}

interface NamedField {
  readonly kind: "Column" | "Measure";
  readonly table: string;
  readonly name: string;
}

/** The field that a node names by its table; a filter's own names for tables are resolved by its field. */
function fieldOf(node: Readonly<Record<string, unknown>>): NamedField | null {
  for (const kind of ["Column", "Measure"] as const) {
    const field = node[kind] as { Expression?: { SourceRef?: { Entity?: string } }; Property?: string } | undefined;
    const table = field?.Expression?.SourceRef?.Entity;
    if (table !== undefined) return { kind, table, name: field?.Property ?? "" };
  }
  return null;
}

function hasField({ tables }: ReadModel, { kind, table, name }: NamedField): boolean {
  const fields = kind === "Column" ? tables.get(table)?.columns : tables.get(table)?.measures;
  return fields?.has(name) ?? false;
}

function checkPages(files: Files): Flaw[] {
  return [...files].filter(([path]) => basename(path) === "pages.json").flatMap(([path, text]) => {
    const { pageOrder, activePageName } = JSON.parse(text) as { pageOrder: string[]; activePageName: string };
    return [...pageOrder, activePageName].filter((name) => !files.has(join(dirname(path), name, "page.json")))
      .map((name) => flaw(path, null, `there is no page "${name}"`));
  });
}

/** Every file that another names must be there, and each part of a project has its `.platform`. */
function checkReferences(files: Files): Flaw[] {
  return [...files].flatMap(([path, text]) => {
    const needed = /\.(pbip|pbir|pbism)$/.test(path) || basename(path) === "report.json" ? neededBy(path, text) : [];
    return needed.filter((name) => !files.has(name)).map((name) => flaw(path, null, `${name} is missing`));
  });
}

function neededBy(path: string, text: string): string[] {
  const json = JSON.parse(text);
  const from = dirname(path);
  const report = (json.artifacts ?? []).map((part: { report: { path: string } }) => join(from, part.report.path));
  const model = json.datasetReference === undefined ? [] : [join(from, json.datasetReference.byPath.path)];
  const resources = (json.resourcePackages ?? []).flatMap((pack: { name: string; items: { path: string }[] }) =>
    pack.items.map((item) => join(from, "../StaticResources", pack.name, item.path))
  );
  return [
    ...report.map((folder: string) => join(folder, "definition.pbir")),
    ...model.map((folder) => join(folder, "definition.pbism")),
    ...(/\.(pbir|pbism)$/.test(path) ? [join(from, ".platform")] : []),
    ...resources,
  ];
}

/** The semantic model in TMDL, Microsoft's text form: a tab a level, `///` above what it describes. @module */
import { SETTINGS } from "../../run/settings.ts";
import type { ColumnType } from "../../table/table.ts";
import { uuidOf } from "../identity.ts";
import { daxOf } from "./dax.ts";
import { FORMATS, type Measure } from "./measure.ts";
import { MEASURES, MODEL_TABLES, type Relationship, RELATIONSHIPS, type Storage } from "./model.ts";
import type { ColumnReference, ModelColumn, ModelTable } from "./model_table.ts";

const DATA_TYPES: Readonly<Record<ColumnType, string>> = {
  instant: "dateTime",
  text: "string",
  integer: "int64",
  real: "double",
  boolean: "boolean",
  json: "string",
  sketch: "string",
};

const COLUMN_FORMATS: Partial<Record<ColumnType, string>> = {
  instant: "yyyy-mm-dd hh:nn",
  integer: "0",
  real: "#,##0.00",
};

/** Formats of columns whose names tell more than their type. */
const NAMED_FORMATS: readonly (readonly [RegExp, string])[] = [[/^day_at$/, "yyyy-mm-dd"], [/_ratio$/, FORMATS.ratio]];

/** Names of the parameters that say where the warehouse is. */
export const PARAMETERS = { server: "SqlServer", database: "SqlDatabase" } as const;

/** Writes the files of the model, by their path under `definition/`. */
export function tmdlFiles(storage: Storage): Map<string, string> {
  return new Map([
    ["database.tmdl", text(["database", "\tcompatibilityLevel: 1601"])],
    ["model.tmdl", text(modelLines())],
    ["expressions.tmdl", text(parameterLines())],
    ["relationships.tmdl", text(RELATIONSHIPS.flatMap(relationshipLines))],
    ...MODEL_TABLES.map((table) => [`tables/${table.name}.tmdl`, text(tableLines(table, storage))] as const),
  ]);
}

function modelLines(): string[] {
  return [
    "model Model",
    "\tculture: en-US",
    "\tdefaultPowerBIDataSourceVersion: powerBI_V3",
    "\tdiscourageImplicitMeasures",
    "\tsourceQueryCulture: en-US",
    "",
    "annotation __PBI_TimeIntelligenceEnabled = 0",
    "",
    ...MODEL_TABLES.map(({ name }) => `ref table ${name}`),
  ];
}

function parameterLines(): string[] {
  const values = { [PARAMETERS.server]: "localhost", [PARAMETERS.database]: SETTINGS["db-database"].default };
  return Object.entries(values).flatMap(([name, value]) => [
    `expression ${name} = "${value}" meta [IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]`,
    "",
    "\tannotation PBI_ResultType = Text",
    "",
  ]);
}

function relationshipLines({ from, to }: Relationship): string[] {
  const place = (column: ColumnReference) => `${column.table.name}.${column.column}`;
  return [
    `relationship ${uuidOf("relationship", place(from), place(to))}`,
    `\tfromColumn: ${place(from)}`,
    `\ttoColumn: ${place(to)}`,
    "",
  ];
}

function tableLines(table: ModelTable, storage: Storage): string[] {
  return [
    `/// ${table.meaning}`,
    `table ${table.name}`,
    ...(table.isDateTable ? ["\tdataCategory: Time"] : []),
    "",
    ...MEASURES.filter((measure) => measure.table === table).flatMap(measureLines),
    ...Object.entries(table.columns).flatMap(([name, column]) => columnLines(name, column)),
    ...partitionLines(table, storage),
  ];
}

function measureLines(measure: Measure): string[] {
  const [first, ...more] = daxOf(measure);
  const dax = more.length === 0 ? [` ${first}`] : ["", ...[first, ...more].map((line) => `\t\t\t${line}`)];
  return [
    `\t/// ${measure.description}`,
    `\tmeasure '${measure.name}' =${dax.join("\n")}`,
    `\t\tformatString: ${FORMATS[measure.format]}`,
    ...(measure.folder === undefined ? [] : [`\t\tdisplayFolder: ${measure.folder}`]),
    "",
  ];
}

function columnLines(name: string, { type, meaning, sortBy, isHidden, isKey }: ModelColumn): string[] {
  const format = NAMED_FORMATS.find(([pattern]) => pattern.test(name))?.[1] ?? COLUMN_FORMATS[type];
  return [
    `\t/// ${meaning}`,
    `\tcolumn ${name}`,
    `\t\tdataType: ${DATA_TYPES[type]}`,
    ...(isHidden ? ["\t\tisHidden"] : []),
    ...(isKey ? ["\t\tisKey"] : []),
    ...(format === undefined ? [] : [`\t\tformatString: ${format}`]),
    "\t\tsummarizeBy: none",
    `\t\tsourceColumn: ${name}`,
    ...(sortBy === undefined ? [] : [`\t\tsortByColumn: ${sortBy}`]),
    "",
  ];
}

function partitionLines({ name, source }: ModelTable, storage: Storage): string[] {
  return [
    `\tpartition ${name} = m`,
    `\t\tmode: ${storage}`,
    "\t\tsource =",
    "\t\t\t\tlet",
    `\t\t\t\t\tSource = Sql.Database(${PARAMETERS.server}, ${PARAMETERS.database}),`,
    `\t\t\t\t\tView = Source{[Schema="dbo",Item="${source}"]}[Data]`,
    "\t\t\t\tin",
    "\t\t\t\t\tView",
  ];
}

function text(lines: readonly string[]): string {
  return `${lines.join("\n").trimEnd()}\n`;
}

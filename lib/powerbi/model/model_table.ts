/** Tables of the semantic model: each is a view or table of the warehouse, column by column. @module */
import type { Column, Table } from "../../table/table.ts";

/** A column as the model shows it. */
export interface ModelColumn extends Column {
  /** Column of the same table whose order this one has. */
  readonly sortBy?: string;
  /** True where it serves relationships and measures and is no field to pick. */
  readonly isHidden?: true;
  /** True for the one column that names a row of a dimension. */
  readonly isKey?: true;
}

/** A table of the model. Its columns have the names that they have in the warehouse. */
export interface ModelTable {
  readonly name: string;
  /** What a row stands for. */
  readonly meaning: string;
  /** View or table of the warehouse that has these columns. */
  readonly source: string;
  /** True for the table of days, which Power BI then takes for its date functions. */
  readonly isDateTable?: true;
  readonly columns: Readonly<Record<string, ModelColumn>>;
}

/** Declares a table; the names of its columns become part of its type. */
export function modelTable<const T extends ModelTable>(table: T): T {
  return table;
}

/** A column together with its table. */
export interface ColumnReference {
  readonly table: ModelTable;
  readonly column: string;
}

/** Names a column; a name that the table does not have does not compile. */
export function columnOf<T extends ModelTable>(table: T, column: keyof T["columns"] & string): ColumnReference {
  return { table, column };
}

/** Takes columns over from a table of the warehouse; one that it renames does not compile here any more. */
export function columnsOf<const T extends Table, const K extends keyof T["columns"] & string>(
  table: T,
  ...names: readonly K[]
): Pick<T["columns"], K> {
  return Object.fromEntries(names.map((name) => [name, table.columns[name]!])) as Pick<T["columns"], K>;
}

/** Hides columns that only measures read. */
export function hidden<const C extends Readonly<Record<string, ModelColumn>>>(
  columns: C,
): { readonly [K in keyof C]: C[K] & { readonly isHidden: true } } {
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, { ...column, isHidden: true }]),
  ) as { readonly [K in keyof C]: C[K] & { readonly isHidden: true } };
}

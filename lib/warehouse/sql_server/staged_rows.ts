/** Rows of Parquet files on their way into a temporary table of a SQL Server, from which they are taken over at once. @module */
import { Buffer } from "node:buffer";
import type { DuckDb, Parameter } from "../../duckdb/duckdb.ts";
import type { PlainValue } from "../../duckdb/plain_value.ts";
import { quoteIdentifier, quoteLiteral } from "../../duckdb/quote.ts";
import type { Column, Table } from "../../table/table.ts";
import { columnDefinition, quoteName, ROW_KEY } from "./column_type.ts";
import type { BulkColumn, BulkValue, Session } from "./connection.ts";
import { NUL_PICTURE } from "./parameters.ts";

/** Rows a bulk load: few enough that those with long texts fit into memory. */
const BATCH_ROWS = 20_000;

/** Digits of a digest that are kept: 128 bits, so that nobody makes two texts with the same. */
const DIGEST_DIGITS = 32;

/** Between the texts of a key, which are ours but for the last one. */
const SEPARATOR = "|";

/** Rows of a table, as DuckDB finds them. */
export interface StagedRows {
  readonly table: Table;
  /** DuckDB's query for them. */
  readonly rows: string;
  readonly parameters?: readonly Parameter[];
  /** Columns that the table has besides those of its list. */
  readonly extra?: Readonly<Record<string, Column>>;
}

/** A column on its way: where DuckDB finds it, how the driver takes it, what it is defined as. */
interface StagedColumn extends BulkColumn {
  readonly expression: string;
  readonly definition: string;
}

/** Names the temporary table of a table's rows. */
export function stageOf({ name }: Table): string {
  return `#staged_${name}`;
}

/** Puts rows into the temporary table of their table, in the place of those that are in it. */
export async function stageRows(session: Session, files: DuckDb, staged: StagedRows): Promise<void> {
  const columns = stagedColumns(staged);
  const stage = stageOf(staged.table);
  await session.run(`drop table if exists ${stage}`);
  await session.run(`create table ${stage} (${columns.map(({ definition }) => `${definition} null`).join(", ")})`);
  let loading: Promise<void> = Promise.resolve();
  for await (const batch of batches(files, staged, columns)) {
    await loading;
    // The next batch is read while the server takes this one in; a failure waits for whoever comes next.
    loading = session.bulk(stage, columns, batch);
    loading.catch(() => {});
  }
  await loading;
}

/** Moves the staged rows into their table. */
export async function insertStaged(session: Session, staged: StagedRows): Promise<void> {
  const names = stagedColumns(staged).map(({ name }) => quoteName(name)).join(", ");
  const stage = stageOf(staged.table);
  await session.run(`insert into dbo.${staged.table.name} (${names}) select ${names} from ${stage}`);
  await session.run(`drop table ${stage}`);
}

async function* batches(
  files: DuckDb,
  { rows, parameters = [] }: StagedRows,
  columns: readonly StagedColumn[],
): AsyncGenerator<BulkValue[][]> {
  const toBulk = columns.map(({ type }) => BULK_VALUES[type]);
  const selected = columns.map(({ expression }) => expression).join(", ");
  let batch: BulkValue[][] = [];
  for await (const chunk of files.columns(`select ${selected} from (${rows})`, parameters)) {
    const values = chunk.map((column, i) => toBulk[i]!(column));
    const rowCount = values[0]!.length;
    for (let i = 0; i < rowCount; i++) batch.push(values.map((column) => column[i]!));
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

type ToBulk = (values: readonly PlainValue[]) => readonly BulkValue[];
const asIs: ToBulk = (values) => values as readonly BulkValue[];

const BULK_VALUES: Readonly<Record<BulkColumn["type"], ToBulk>> = {
  instant: (values) => values.map((at) => at === null ? null : new Date(at as number)),
  text: asIs,
  integer: asIs,
  real: asIs,
  boolean: asIs,
  digest: (values) => values.map((hex) => Buffer.from(hex as string, "hex")),
};

function stagedColumns({ table, extra = {} }: StagedRows): StagedColumn[] {
  const listed = Object.entries({ ...table.columns, ...extra }).map(([name, column]): StagedColumn => ({
    name,
    type: column.type === "json" || column.type === "sketch" ? "text" : column.type,
    expression: expressionOf(name, column),
    definition: columnDefinition(name, column),
  }));
  return "source_key" in extra ? listed : [...listed, digestColumn(table)];
}

/** Numbers come as doubles, which hold whole numbers up to 2^53 as the contract does, and cost no object each. */
function expressionOf(name: string, { type }: Column): string {
  const column = quoteIdentifier(name);
  if (type === "instant") return `epoch_ms(${column})::double`;
  if (type === "integer") return `${column}::double`;
  if (type === "text") return `replace(${column}, chr(0), ${quoteLiteral(NUL_PICTURE)})`;
  if (type === "json") return `${column}::varchar`;
  if (type !== "sketch") return column;
  return `'{"buckets":' || map_keys(${column})::varchar || ',"counts":' || map_values(${column})::varchar || '}'`;
}

function digestColumn({ key, columns }: Table): StagedColumn {
  const texts = key.filter((name) => columns[name]!.type === "text").map(quoteIdentifier).join(", ");
  return {
    name: ROW_KEY,
    type: "digest",
    expression: `left(sha256(concat_ws(${quoteLiteral(SEPARATOR)}, ${texts})), ${DIGEST_DIGITS})`,
    definition: `${quoteName(ROW_KEY)} binary(16)`,
  };
}

/** The digest of a text that is the only one of a key, as bytes in hexadecimal digits. */
export async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(bytes).toHex().slice(0, DIGEST_DIGITS);
}

/** Finds client retries in the requests of a day: DuckDB picks the requests of clients that failed, the inference is done here. @module */
import { join } from "@std/path";
import type { ChunkBytes } from "../duckdb/chunk_bytes.ts";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { ParquetFile } from "../parquet/parquet_file.ts";
import { RowGroupBuilder } from "../parquet/row_group.ts";
import { CLIENT_PATTERNS } from "../retry/client_kind.ts";
import { attemptsOf, RETRY_ATTEMPTS } from "../retry/retry_attempt.ts";
import { RetryInference } from "../retry/retry_inference.ts";

/** Attempts that are written at once. */
const GROUP_ROWS = 16_384;

/** In the order of their starts, so that logs of several balancers interleave. */
const IN_ORDER = `
  select key_id::double, epoch_ms(requested_at)::double, duration_ms::double, is_failed
  from retry_candidates
  order by request
`;

/**
 * Infers the retries of a day from the view `requests_of_day`, and makes what `sql/transforms/retry_chains` gives.
 *
 * @param folder where it may put a file for DuckDB to read
 */
export async function findRetries(database: DuckDb, folder: string): Promise<void> {
  await database.runFile("transforms/retry_candidates", CLIENT_PATTERNS);
  const path = join(folder, `${RETRY_ATTEMPTS.name}.parquet`);
  await writeAttempts(database, path);
  await database.run(`create or replace temp view ${RETRY_ATTEMPTS.name} as from ${quoteLiteral(path)}`);
  await database.runFile("transforms/retry_chains");
  await Deno.remove(path);
}

async function writeAttempts(database: DuckDb, path: string): Promise<void> {
  await using file = await ParquetFile.create(RETRY_ATTEMPTS, path);
  const builder = new RowGroupBuilder(RETRY_ATTEMPTS);
  const inference = new RetryInference((chain) => attemptsOf(chain).forEach((attempt) => builder.append(attempt)));
  let request = 0;
  for await (const chunk of database.bytes(IN_ORDER)) {
    request = pushChunk(inference, chunk, request);
    if (builder.rowCount >= GROUP_ROWS) await file.append(builder.finish());
  }
  inference.finish();
  await file.append(builder.finish());
  await file.finish();
}

/** Hands on the requests of a chunk, numbered from `first`; gives the number of the next. */
function pushChunk(inference: RetryInference, chunk: ChunkBytes, first: number): number {
  const keys = doubles(chunk, 0);
  const starts = doubles(chunk, 1);
  const durations = doubles(chunk, 2);
  const failures = chunk.fixed(3, 1);
  for (let i = 0; i < chunk.rowCount; i++) {
    inference.push({
      request: first + i,
      key: keys[i]!,
      startedAt: starts[i]!,
      durationMs: durations[i]!,
      isFailed: failures[i] === 1,
    });
  }
  return first + chunk.rowCount;
}

function doubles(chunk: ChunkBytes, column: number): Float64Array {
  return new Float64Array(chunk.fixed(column, Float64Array.BYTES_PER_ELEMENT).slice().buffer);
}

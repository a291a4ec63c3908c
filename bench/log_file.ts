/** Benchmark logs on disk: made once for a size and seed, then used again. @module */
import { haproxyLine } from "./haproxy_log.ts";
import { type LoggedRequest, loggedRequests } from "./logged_request.ts";
import { nginxLine } from "./nginx_log.ts";

/** The formats that logs are made in. */
export const LOG_LINES = { nginx: nginxLine, haproxy: haproxyLine } as const satisfies Record<
  string,
  (request: LoggedRequest) => string
>;

/** One of the formats. */
export type LogKind = keyof typeof LOG_LINES;

/** What a log holds. */
export interface LogSize {
  readonly lineCount: number;
  readonly seed: number;
}

const LINES_A_CHUNK = 2_000;

/** Yields a log piece by piece, the same bytes for the same size and seed. */
export function* logChunks(kind: LogKind, { lineCount, seed }: LogSize): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let lines: string[] = [];
  for (const request of loggedRequests(lineCount, seed)) {
    lines.push(LOG_LINES[kind](request));
    if (lines.length < LINES_A_CHUNK) continue;
    yield encoder.encode(`${lines.join("\n")}\n`);
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(`${lines.join("\n")}\n`);
}

/**
 * Makes sure that a log is in a folder.
 *
 * A file that is there is whole, because it is renamed into place; it is made anew when it does not begin as it would today.
 *
 * @returns its path
 */
export async function ensureLog(folder: string, kind: LogKind, size: LogSize): Promise<string> {
  const path = `${folder}/${kind}_${size.lineCount}_${size.seed}.log`;
  if (await beginsWith(path, logChunks(kind, size).next().value ?? new Uint8Array())) return path;
  await Deno.mkdir(folder, { recursive: true });
  const unfinished = `${path}.unfinished`;
  await Deno.writeFile(unfinished, ReadableStream.from(logChunks(kind, size)));
  await Deno.rename(unfinished, path);
  return path;
}

async function beginsWith(path: string, expected: Uint8Array): Promise<boolean> {
  try {
    using file = await Deno.open(path);
    const found = new Uint8Array(expected.length);
    const length = await file.read(found);
    return length === expected.length && found.every((byte, i) => byte === expected[i]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The worker side of the ingest: opens sources and parses their chunks. @module */
import { openParser, type ParseRequest, type ParseResponse } from "./parse_protocol.ts";
import type { ChunkParser } from "./parse_chunk.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<ParseRequest>) => void) | null;
  postMessage(message: ParseResponse, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

/** Sources come one after the other, so that only the last one need be kept open. */
let current: { readonly source: string; readonly parser: ChunkParser } | null = null;

scope.onmessage = ({ data: { opening, chunk } }) => {
  const { source } = opening;
  if (current?.source !== source) current = { source, parser: openParser(opening) };
  const parsed = current.parser.parse(chunk);
  scope.postMessage(parsed, [parsed.rows.bytes.buffer, parsed.rejects.bytes.buffer]);
};

/** The worker side of the ingest: opens sources and parses their chunks. @module */
import { openParser, type ParseRequest, type ParseResponse } from "./parse_protocol.ts";
import type { LineChunk } from "./line_chunks.ts";
import type { ParsedChunk } from "./parse_chunk.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<ParseRequest>) => void) | null;
  postMessage(message: ParseResponse, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const parsers = new Map<string, (chunk: LineChunk) => ParsedChunk>();

scope.onmessage = ({ data: { opening, chunk } }) => {
  let parse = parsers.get(opening.source);
  if (parse === undefined) {
    parse = openParser(opening);
    parsers.set(opening.source, parse);
  }
  const parsed = parse(chunk);
  scope.postMessage(parsed, [parsed.rows.bytes.buffer, parsed.rejects.bytes.buffer]);
};

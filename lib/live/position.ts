/**
 * Where reading a log has come to.
 *
 * A file is known by its device and inode, whatever it is called after a rotation; since an inode is given away again once a file is removed, the file's
 * first bytes are compared, too.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { JsonFields } from "../json/json_fields.ts";

/** Bytes at the beginning of a file that are compared. */
export const HEAD_BYTES = 256;

/** How far a file has been read. */
export interface Position {
  /** Path under which it is followed. */
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  /** Bytes that were read, all of them whole lines. */
  readonly offset: number;
  /** Lines that were read. */
  readonly lineCount: number;
  /** The digest of the first bytes, at most {@linkcode HEAD_BYTES} and not beyond the offset. */
  readonly head: string;
}

const FIELDS = ["path", "device", "inode", "offset", "lineCount", "head"];

/** Makes the digest by which the beginning of a file is known: the bytes themselves hold addresses of clients. */
export function digestOfHead(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Reads positions from their JSON. */
export function parsePositions(text: string): Position[] {
  return JsonFields.parse(text, ["positions"]).list("positions", FIELDS).map((fields) => ({
    path: fields.text("path"),
    device: fields.number("device"),
    inode: fields.number("inode"),
    offset: fields.number("offset"),
    lineCount: fields.number("lineCount"),
    head: fields.text("head"),
  }));
}

/** Writes positions as JSON. */
export function formatPositions(positions: readonly Position[]): string {
  return JSON.stringify({ positions });
}

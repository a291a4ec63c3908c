/**
 * Infers the layout of an access log from its first lines, as an operator would by looking at them.
 *
 * nginx and Apache share the beginning of a line (client, user, time, request, status, bytes). What sites append after it differs: times, upstream lists,
 * identifiers, with or without keys. Every appended field is named by what its values look like over all sample lines; a field that nothing explains is
 * read over. The result is an ordinary layout, shown to the operator, who can set another with `--layout`.
 *
 * @module
 */
import { type FieldSample, nameFields } from "./name_fields.ts";

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const HEAD = new RegExp(String.raw`^([^\[]*) \[\d{2}/\w{3}/\d{4}:[^\]]+\] ${QUOTED} (?:\d{3}|-|0) (?:\d+|-)(?= |$)`);
const FIELD = new RegExp(String.raw`\s([\w.-]+=)?(${QUOTED}|\[[^\]]*\]|\S+(?:(?<=,) \S+| : \S+)*)`, "gy");
/** A longer line is no help, and a regular expression may run out of stack on it. */
const LONGEST_LINE = 20_000;
const MILLISECONDS = /^\d+ms$/;
const HEAD_LAYOUT = '$remote_addr $ident $remote_user [$time_local] "$request" $status $body_bytes_sent';

interface SampleLine {
  readonly hasHost: boolean;
  readonly fields: readonly FieldSample[];
}

/**
 * Infers a layout.
 *
 * @returns null where no line of the sample begins like an access log of nginx or Apache
 */
export function inferLayout(sample: readonly string[]): string | null {
  const lines = mostCommonShape(sample.map(readSampleLine).filter((line) => line !== null));
  const first = lines[0];
  if (first === undefined) return null;
  const columns = first.fields.map((_, i) => lines.map((line) => line.fields[i]!));
  const names = nameFields(columns);
  const tail = first.fields.map((field, i) => ` ${placed(names[i]!, field)}`).join("");
  return (first.hasHost ? "$server_name " : "") + HEAD_LAYOUT + tail;
}

function placed(name: string, { key, open, close }: FieldSample): string {
  return close === "ms" ? `${key}\${${name}}ms` : `${key}${open}$${name}${close}`;
}

function readSampleLine(line: string): SampleLine | null {
  const head = line.length > LONGEST_LINE ? null : HEAD.exec(line);
  if (head === null) return null;
  const fields = [...line.slice(head[0].length).matchAll(FIELD)].map(([, key, value]) => readField(key ?? "", value!));
  return { hasHost: hasHostInFront(head[1]!), fields };
}

function readField(key: string, value: string): FieldSample {
  if (MILLISECONDS.test(value)) return { key, open: "", close: "ms", value: value.slice(0, -2) };
  const open = value.startsWith('"') ? '"' : value.startsWith("[") ? "[" : "";
  const close = open === "[" ? "]" : open;
  return { key, open, close, value: open === "" ? value : value.slice(1, -1) };
}

/** `vhost_combined` puts the host in front: four words, the second of which is the client. A comma makes it a list of clients. */
function hasHostInFront(head: string): boolean {
  const words = head.split(" ");
  if (words.length < 4 || words[0]!.endsWith(",")) return false;
  return /^[^:]+:\d+$/.test(words[0]!) || /^[\d.]+$|:/.test(words[1]!);
}

function mostCommonShape(lines: readonly SampleLine[]): readonly SampleLine[] {
  const shapes = Map.groupBy(
    lines,
    (line) => `${line.hasHost} ${line.fields.map((field) => field.key + field.open + field.close).join(" ")}`,
  );
  return [...shapes.values()].reduce((best, shape) => shape.length > best.length ? shape : best, []);
}

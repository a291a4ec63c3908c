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
  const tail = first.fields.map((field, i) => ` ${field.key}${field.open}$${names[i]}${field.close}`).join("");
  return (first.hasHost ? "$server_name " : "") + HEAD_LAYOUT + tail;
}

function readSampleLine(line: string): SampleLine | null {
  const head = HEAD.exec(line);
  if (head === null) return null;
  const fields = [...line.slice(head[0].length).matchAll(FIELD)].map(([, key, value]) => readField(key ?? "", value!));
  return { hasHost: hasHostInFront(head[1]!), fields };
}

function readField(key: string, value: string): FieldSample {
  const open = value.startsWith('"') ? '"' : value.startsWith("[") ? "[" : "";
  const close = open === "[" ? "]" : open;
  return { key, open, close, value: open === "" ? value : value.slice(1, -1) };
}

/** `vhost_combined` puts the host in front: four words, the second of which is the client. */
function hasHostInFront(head: string): boolean {
  const words = head.split(" ");
  return words.length >= 4 && (/:\d+$/.test(words[0]!) || /^[\d.]+$|:/.test(words[1]!));
}

function mostCommonShape(lines: readonly SampleLine[]): readonly SampleLine[] {
  const shapes = Map.groupBy(
    lines,
    (line) => `${line.hasHost} ${line.fields.map((field) => field.key + field.open).join(" ")}`,
  );
  return [...shapes.values()].reduce((best, shape) => shape.length > best.length ? shape : best, []);
}

/** Lines as a container runtime stores them: what the program wrote, with its moment and stream in front or around it. @module */

/** What a program wrote, and whether the line goes on in the next one of the same stream. */
export interface ContainerLine {
  readonly stream: string;
  readonly text: string;
  readonly isPartial: boolean;
}

/** `2026-11-22T21:40:04.459000111Z stdout F …` of the Kubernetes CRI; `P` is a part. */
const CRI = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([FP])(?::\S*)? (.*)$/s;

/** Docker's json-file: an object with `log`, whose newline says that the line is whole. */
const DOCKER = '{"log":"';

/**
 * Takes what a runtime added off a line.
 *
 * @returns null where it is no line of a container runtime
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const line = readContainerLine("2026-11-22T21:40:04.4Z stdout F GET /");
 * assertEquals(line, { stream: "stdout", text: "GET /", isPartial: false });
 * ```
 */
export function readContainerLine(line: string): ContainerLine | null {
  if (line.startsWith(DOCKER)) return readDocker(line);
  const cri = CRI.exec(line);
  return cri === null ? null : { stream: cri[1]!, text: cri[3]!, isPartial: cri[2] === "P" };
}

function readDocker(line: string): ContainerLine | null {
  try {
    const { log, stream } = JSON.parse(line);
    if (typeof log !== "string" || typeof stream !== "string") return null;
    const isPartial = !log.endsWith("\n");
    return { stream, text: isPartial ? log : log.slice(0, -1), isPartial };
  } catch {
    return null;
  }
}

/** Joins the parts of lines. */
export class ContainerLines {
  readonly #parts = new Map<string, string>();

  /**
   * Takes a line in.
   *
   * @returns the whole line that it ends, null where it is a part; undefined where it is no line of a container runtime
   */
  join(line: string): string | null | undefined {
    const read = readContainerLine(line);
    if (read === null) return undefined;
    const text = (this.#parts.get(read.stream) ?? "") + read.text;
    if (read.isPartial) this.#parts.set(read.stream, text);
    else this.#parts.delete(read.stream);
    return read.isPartial ? null : text;
  }
}

/** Any log as a container runtime stores it: Kubernetes (CRI) or Docker (json-file). @module */
import { ContainerLines } from "../syntax/container_lines.ts";
import type { LineReader, LogFormat, ReadOptions } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";

/** Finds the reader of the lines that a container wrote; null where no format reads them. */
export type OpenInner = (sample: readonly string[], options: ReadOptions) => LineReader | null;

/**
 * Logs of containers. A row has the number of the line that ends it, where a runtime has cut the line in parts.
 *
 * @param openInner recognises what the container wrote
 */
export function containerFormat(openInner: OpenInner): LogFormat {
  return {
    name: "container",
    describe: "log of a container: Kubernetes (CRI) or Docker (json-file) around any other format",
    isOrdered: true,
    open(sample, options) {
      const lines = new ContainerLines();
      const inner = openInner(
        sample.map((line) => lines.join(line)).filter((line) => typeof line === "string"),
        options,
      );
      return inner === null ? null : new ContainerReader(inner);
    },
  };
}

class ContainerReader implements LineReader {
  readonly layout: string;
  readonly #inner: LineReader;
  readonly #lines = new ContainerLines();

  constructor(inner: LineReader) {
    this.layout = `container: ${inner.layout}`;
    this.#inner = inner;
  }

  read(line: string): ParsedRequest | Unreadable | null {
    const whole = this.#lines.join(line);
    if (whole === undefined) return new Unreadable("no line of a container runtime");
    return whole === null ? null : this.#inner.read(whole);
  }
}

/**
 * The Prometheus text format, as exporters write it.
 *
 * A line is `name{label="value",…} value [timestamp]`; comments begin with `#`, values are Go floats with `NaN` and `+Inf`, in labels `\\`, `\"` and `\n` are
 * escaped. What OpenMetrics puts behind a value, an exemplar after ` # `, is left out. Histograms and summaries are the plain samples `_bucket`, `_sum`, `_count`.
 * Reference: Prometheus, "Exposition formats", text format 0.0.4.
 *
 * @module
 */

/** One sample. */
export interface PrometheusSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** NaN and infinities included. */
  readonly value: number;
}

/** What a text holds. */
export interface PrometheusText {
  readonly samples: readonly PrometheusSample[];
  /** Lines that are neither a sample nor a comment. */
  readonly unreadableCount: number;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)\s*(?:\{((?:[^"}]|"(?:\\.|[^"\\])*")*)\})?\s*(\S+)(?:\s+-?[\d.]+)?\s*(?:\s#.*)?$/;
const LABEL = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:\\.|[^"\\])*)"\s*(?:,|$)/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", "\\": "\\", '"': '"' };

/**
 * Reads a text; lines that cannot be read are counted and the others kept.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const { samples } = parsePrometheusText('# TYPE up gauge\nup{job="a\\"b"} 1 1700000000000\n');
 * assertEquals(samples, [{ name: "up", labels: { job: 'a"b' }, value: 1 }]);
 * ```
 */
export function parsePrometheusText(text: string): PrometheusText {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  const samples = lines.flatMap((line) => readSample(line) ?? []);
  return { samples, unreadableCount: lines.length - samples.length };
}

function readSample(line: string): PrometheusSample | null {
  const found = SAMPLE.exec(line);
  if (found === null) return null;
  const [, name, labelText = "", valueText] = found;
  const labels = readLabels(labelText);
  const value = readValue(valueText!);
  return labels === null || value === null ? null : { name: name!, labels, value };
}

function readLabels(text: string): Record<string, string> | null {
  const labels: [string, string][] = [];
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.trimEnd().length) {
    const found = LABEL.exec(text);
    if (found === null) return null;
    labels.push([found[1]!, found[2]!.replaceAll(/\\(.)/gs, (escape, letter) => ESCAPES[letter] ?? escape)]);
  }
  return Object.fromEntries(labels);
}

function readValue(text: string): number | null {
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (/^[+-]?nan$/i.test(text)) return NaN;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

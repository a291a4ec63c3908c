import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parsePrometheusText } from "./prometheus_text.ts";

const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
const name = fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,8}$/);
const labelName = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/).filter((text) => text !== "__proto__");
const labelValue = fc.string({ unit: fc.constantFrom("a", "é", " ", "\\", '"', "\n", "{", "}", ",", "=", "#", "🙂") });

Deno.test("what is written in the text format is read back, whatever its labels hold", () => {
  const sample = fc.record({
    name,
    labels: fc.dictionary(labelName, labelValue, { noNullPrototype: true }),
    value: fc.double(),
  });
  fc.assert(
    fc.property(fc.array(sample), fc.boolean(), (samples, hasMoment) => {
      const lines = samples.map(({ name, labels, value }) => {
        const inner = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`).join(",");
        const number = String(value).replace("Infinity", "Inf");
        return `${name}{${inner}} ${number}${hasMoment ? " 1700000000000" : ""}`;
      });
      const read = parsePrometheusText(["# HELP x y", "", ...lines].join("\n") + "\n");
      assertEquals(read, { samples, unreadableCount: 0 });
    }),
    { seed: 1 },
  );
});

Deno.test("any text is read without a fault of ours, and what is no sample is counted", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && line[0] !== "#");
      const { samples, unreadableCount } = parsePrometheusText(text);
      return samples.length + unreadableCount === lines.length;
    }),
    { seed: 1 },
  );
});

Deno.test("histograms, infinities, NaN, moments, spaces and exemplars of OpenMetrics are read", () => {
  const text = [
    "# TYPE seconds histogram",
    'seconds_bucket{le="0.1"} 5 # {trace_id="a b"} 0.05 1700000000.1',
    'seconds_bucket{ le = "+Inf" , } 9 1700000000000',
    "seconds_sum 1.5e-3",
    "quantile NaN",
    "most +Inf",
    "# EOF",
  ].join("\r\n");
  const { samples, unreadableCount } = parsePrometheusText(text);
  assertEquals(unreadableCount, 0);
  assertEquals(samples.map(({ value }) => value), [5, 9, 0.0015, NaN, Infinity]);
  assertEquals(samples[1]!.labels, { le: "+Inf" });
});

Deno.test("lines that are no samples are left out and counted", () => {
  const text = 'up 1\nup{job="a} 1\nup{job=a} 1\n9up 1\nup one\nup 0x10\n<html>\n';
  assertEquals(parsePrometheusText(text), { samples: [{ name: "up", labels: {}, value: 1 }], unreadableCount: 6 });
});

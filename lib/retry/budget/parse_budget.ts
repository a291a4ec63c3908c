/** Reads retry budgets as people write them: `finagle:20%,10/s`. @module */
import { type BudgetSpecification, DEFAULT_BUDGETS } from "./budget_specification.ts";

/** One number of a budget: how it is written, and within which bounds. */
interface Part {
  readonly name: string;
  readonly suffix: "%" | "/s" | "s" | "";
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

type Kind = BudgetSpecification["kind"];

const RATIO: Part = { name: "ratio", suffix: "%", least: 0, most: 100, isWhole: false };
const ATTEMPTS: Part = { name: "maxAttempts", suffix: "", least: 1, most: 100, isWhole: true };
const TOKENS: readonly Part[] = [
  { ...RATIO, most: 100_000 },
  { name: "minRetriesPerSecond", suffix: "/s", least: 0, most: 1_000_000, isWhole: true },
  { name: "ttlSeconds", suffix: "s", least: 1, most: 60, isWhole: true },
];

const PARTS: Readonly<Record<Kind, readonly Part[]>> = {
  finagle: TOKENS,
  linkerd: TOKENS,
  envoy: [RATIO, { name: "minConcurrency", suffix: "", least: 0, most: 1_000_000, isWhole: true }],
  breaker: [{ name: "maxRetries", suffix: "", least: 0, most: 1_000_000, isWhole: true }],
  throttling: [
    { name: "multiplier", suffix: "", least: 1, most: 1_000, isWhole: false },
    { name: "windowSeconds", suffix: "s", least: 1, most: 3_600, isWhole: true },
  ],
  ratio: [RATIO, ATTEMPTS],
  attempts: [ATTEMPTS],
};

const EXAMPLES: Readonly<Record<Kind, string>> = {
  finagle: "finagle:20%,10/s,10s",
  linkerd: "linkerd:20%,10/s,10s",
  envoy: "envoy:20%,3",
  breaker: "breaker:3",
  throttling: "throttling:2,120s",
  ratio: "ratio:10%,3",
  attempts: "attempts:2",
};

/**
 * Reads a budget. What is left out at the end takes its default.
 *
 * @throws {RangeError} that names the part that is wrong, what was found there and how it is written
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(parseBudget("envoy:25%"), { kind: "envoy", ratio: 0.25, minConcurrency: 3 });
 * ```
 */
export function parseBudget(text: string): BudgetSpecification {
  const [name = "", rest = "", ...more] = text.trim().split(":");
  const kind = (Object.keys(PARTS) as Kind[]).find((known) => known === name.trim());
  if (kind === undefined) {
    throw refusal(text, `no budget is called "${name}"`, `one of ${Object.values(EXAMPLES).join(", ")}`);
  }
  const values = rest.trim() === "" ? [] : rest.split(",");
  const parts = PARTS[kind];
  if (more.length > 0 || values.length > parts.length) {
    throw refusal(
      text,
      `${more.length > 0 ? "it has a second colon" : `it has ${values.length} numbers`}`,
      needed(kind),
    );
  }
  const given = values.map((value, i) => [parts[i]!.name, readPart(text, kind, i, value.trim())] as const);
  return { ...DEFAULT_BUDGETS[kind], ...Object.fromEntries(given) };
}

function readPart(text: string, kind: Kind, index: number, value: string): number {
  const { suffix, least, most, isWhole } = PARTS[kind][index]!;
  const number = value.endsWith(suffix) ? value.slice(0, value.length - suffix.length) : "";
  const read = /^\d+(\.\d+)?$/.test(number) ? Number(number) : NaN;
  if (read >= least && read <= most && (!isWhole || Number.isInteger(read))) return suffix === "%" ? read / 100 : read;
  const bounds = `${isWhole ? "a whole number" : "a number"} from ${least}${suffix} to ${most}${suffix}`;
  throw refusal(text, `number ${index + 1} is "${value}"`, `${bounds} as in ${EXAMPLES[kind]}`);
}

function needed(kind: Kind): string {
  return `at most ${PARTS[kind].length} as in ${EXAMPLES[kind]}`;
}

function refusal(text: string, found: string, remedy: string): RangeError {
  return new RangeError(`Cannot read the retry budget "${text}": ${found}, ${remedy} is needed`);
}

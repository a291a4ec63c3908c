/** The fields of a log line that is a JSON object. @module */
import { parseUnitsAsMs } from "../value/duration.ts";

type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = {};
const NUMBER = /^\d+(\.\d+)?$/;

/** Reads fields by what they mean; what is absent, `""`, `"-"`, of another type or a negative number (not reached) is null. */
export class JsonRecord {
  readonly #fields: Fields;

  private constructor(fields: unknown) {
    this.#fields = isObject(fields) ? fields : NO_FIELDS;
  }

  /**
   * Reads a line; what a container or a supervisor wrote in front of the object is left out.
   *
   * @returns null where the line holds no whole JSON object
   */
  static parse(line: string): JsonRecord | null {
    const start = line.indexOf("{");
    if (start < 0) return null;
    try {
      return new JsonRecord(JSON.parse(start === 0 ? line : line.slice(start)));
    } catch {
      return null;
    }
  }

  /** Names of the fields. */
  get names(): string[] {
    return Object.keys(this.#fields);
  }

  /** The object in a field; an empty one where there is none. */
  record(name: string): JsonRecord {
    return new JsonRecord(this.#fields[name]);
  }

  /** A text, a number written out, or the first of a list of them. */
  text(name: string): string | null {
    const value = this.#fields[name];
    return textOf(Array.isArray(value) ? value[0] : value);
  }

  /** A number that is not negative, also one in quotes. */
  number(name: string): number | null {
    const value = this.#fields[name];
    if (typeof value === "number") return value >= 0 ? value : null;
    return typeof value === "string" && NUMBER.test(value) ? Number(value) : null;
  }

  /** An HTTP status; null also where none was sent. */
  status(name: string): number | null {
    const status = this.number(name);
    return status !== null && status >= 100 && status <= 999 ? status : null;
  }

  /**
   * A duration in ms, without the noise of binary fractions.
   *
   * @param unitMs what a number without a unit counts, in ms; a text may bring its unit: `1.5s`
   */
  duration(name: string, unitMs: number): number | null {
    const count = this.number(name);
    if (count !== null) return Number((count * unitMs).toPrecision(15));
    const text = this.text(name);
    return text === null ? null : parseUnitsAsMs(text);
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value !== "string" || value === "" || value === "-" ? null : value;
}

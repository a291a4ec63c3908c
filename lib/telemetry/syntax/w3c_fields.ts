/** Lines of the W3C extended log format, whose `#Fields` may change anywhere in a file. Source: W3C, WD-logfile-960323. @module */
import { parseIsoInstant } from "../value/instant.ts";

/** What names the fields of the lines that follow. */
export const FIELDS = "#Fields:";

/** The fields of one line after the other. */
export class W3cFields {
  readonly #separator: string;
  #places = new Map<string, number>();
  #values: string[] = [];

  /** @param separator what stands between values */
  constructor(separator: string) {
    this.#separator = separator;
  }

  /**
   * Takes a line in.
   *
   * @returns whether it holds values and is no directive
   */
  load(line: string): boolean {
    if (line.startsWith(FIELDS)) this.#name(line.slice(FIELDS.length).trim());
    if (line.startsWith("#")) return false;
    this.#values = line.split(this.#separator);
    return true;
  }

  /** Why the values of the line cannot be read; null where they can. */
  get fault(): string | null {
    const [found, named] = [this.#values.length, this.#places.size];
    if (named === 0) return "a W3C line before any #Fields";
    return found < named ? `${found} values for ${named} #Fields` : null;
  }

  /** The moment of the line in UTC, ms since 1970; NaN where it has none. */
  instant(): number {
    return parseIsoInstant(`${this.text("date")}T${this.text("time")}Z`);
  }

  /** A text; null where it is `-` or has no field. */
  text(name: string): string | null {
    const value = this.#values[this.#places.get(name) ?? -1];
    return value === undefined || value === "-" || value === "" ? null : value;
  }

  /** A number that is not negative. */
  number(name: string): number | null {
    const value = Number(this.text(name) ?? NaN);
    return value >= 0 ? value : null;
  }

  /** An HTTP status; null where none was sent. */
  status(name: string): number | null {
    const status = this.number(name);
    return status !== null && status >= 100 && status <= 999 ? status : null;
  }

  /** Path and query. */
  target(): string | null {
    const [path, query] = [this.text("cs-uri-stem"), this.text("cs-uri-query")];
    return query === null ? path : `${path ?? "/"}?${query}`;
  }

  #name(names: string): void {
    this.#places = new Map(names.split(/\s+/).map((name, place) => [name, place]));
  }
}

/** Reads JSON that people write, field by field, so that a mistake is told with its place. @module */

/** A file that is not as it must be; the message names the place, what was found and what is needed. */
export class JsonFieldsError extends Error {
  override readonly name = "JsonFieldsError";
}

type Values = Readonly<Record<string, unknown>>;

/** An object of a JSON document, with its place in it. */
export class JsonFields {
  readonly #place: string;
  readonly #values: Values;

  private constructor(place: string, value: unknown, known: readonly string[]) {
    if (!isObject(value)) throw new JsonFieldsError(`${place || "the file"} is ${shown(value)}: an object is needed`);
    this.#place = place;
    this.#values = value;
    const unknown = Object.keys(value).find((field) => !known.includes(field));
    if (unknown !== undefined) {
      throw new JsonFieldsError(`${this.#placeOf(unknown)} is no known field: one of ${known.join(", ")} is needed`);
    }
  }

  /**
   * Reads a document that is an object of known fields.
   *
   * @throws {JsonFieldsError} when it is no JSON, no object or has other fields
   */
  static parse(text: string, known: readonly string[]): JsonFields {
    try {
      return new JsonFields("", JSON.parse(text.replace(/^\uFEFF/, "")), known);
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      throw new JsonFieldsError(`it is no JSON: ${cause.message}`, { cause });
    }
  }

  /** Tells whether a field is there. */
  has(field: string): boolean {
    return field in this.#values;
  }

  /** Reads a text. */
  text(field: string): string {
    const value = this.#values[field];
    return typeof value === "string" ? value : this.refuse(field, "a text is needed");
  }

  /** Reads a number. */
  number(field: string): number {
    const value = this.#values[field];
    return typeof value === "number" ? value : this.refuse(field, "a number is needed");
  }

  /** Reads a truth value. */
  boolean(field: string): boolean {
    const value = this.#values[field];
    return typeof value === "boolean" ? value : this.refuse(field, "true or false is needed");
  }

  /** Reads a list of texts. */
  texts(field: string): string[] {
    const value = this.#values[field];
    if (!Array.isArray(value)) return this.refuse(field, "a list is needed");
    return value.map((entry) => typeof entry === "string" ? entry : this.refuse(field, "a list of texts is needed"));
  }

  /** Reads a text that is one of some. */
  oneOf<T extends string>(field: string, choices: readonly T[]): T {
    const value = this.#values[field];
    return choices.find((choice) => choice === value) ?? this.refuse(field, `one of ${choices.join(", ")} is needed`);
  }

  /** Reads a list of objects of known fields. */
  list(field: string, known: readonly string[]): JsonFields[] {
    const value = this.#values[field];
    if (!Array.isArray(value)) return this.refuse(field, "a list is needed");
    return value.map((entry, i) => new JsonFields(`${this.#placeOf(field)}[${i}]`, entry, known));
  }

  /** Refuses the value of a field. */
  refuse(field: string, needed: string): never {
    throw new JsonFieldsError(`${this.#placeOf(field)} is ${shown(this.#values[field])}: ${needed}`);
  }

  #placeOf(field: string): string {
    return this.#place === "" ? field : `${this.#place}.${field}`;
  }
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) return "missing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Reads TMDL: a tab a level, an object or property a line, expressions two levels below the object that they belong to. @module */
import { type Flaw, flaw } from "./flaw.ts";
import { TMDL_RULES, TMDL_VALUES } from "./tmdl_grammar.ts";

/** An object of a model. */
export interface TmdlObject {
  readonly kind: string;
  /** Empty for objects without a name. */
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly depth: number;
  readonly properties: Map<string, string>;
  readonly children: TmdlObject[];
  /** Lines of the expression: DAX of a measure, M of a partition. */
  readonly expression: string[];
}

/** What a file holds, and what is wrong with it. */
export interface TmdlFile {
  readonly root: TmdlObject;
  readonly flaws: readonly Flaw[];
}

/** Objects whose lines may be followed by an expression on lines of their own. */
const EXPRESSED = ["measure", "partition"];
const OBJECT = /^([a-z]+)(?: (?:'((?:[^']|'')+)'|([^\s='.:]+)))?( table)?(?: ([^=\s].*?))?(?: =(?: (.*))?)?$/i;
const PROPERTY = /^([a-zA-Z]+)(?:: (.+)| =)?$/;

/** Reads a file. */
export function readTmdl(path: string, text: string): TmdlFile {
  const reader = new TmdlReader(path);
  text.split("\n").forEach((line, i) => reader.read(line, i + 1));
  return { root: reader.root, flaws: reader.flaws };
}

class TmdlReader {
  readonly root: TmdlObject;
  readonly flaws: Flaw[] = [];
  readonly #path: string;
  readonly #open: TmdlObject[];

  constructor(path: string) {
    this.#path = path;
    this.root = this.#object("file", "", 0, -1);
    this.#open = [this.root];
  }

  read(line: string, number: number): void {
    const content = line.replace(/^\t+/, "");
    const depth = line.length - content.length;
    if (content.trim() === "") return;
    if (this.#isExpression(depth)) return void this.#open.at(-1)!.expression.push(content.trim());
    if (/^\s/.test(content)) return this.#objectTo(number, "is indented by spaces; tabs are needed");
    if (content.startsWith("///")) return;
    if (content.startsWith("//")) return this.#objectTo(number, "is a comment, which TMDL does not have");
    while (this.#open.at(-1)!.depth >= depth) this.#open.pop();
    const parent = this.#open.at(-1)!;
    if (depth > parent.depth + 1) return this.#objectTo(number, "is indented too far");
    this.#place(parent, content, depth, number);
  }

  #isExpression(depth: number): boolean {
    const last = this.#open.at(-1)!;
    return EXPRESSED.includes(last.kind) && depth >= last.depth + 2;
  }

  #place(parent: TmdlObject, content: string, depth: number, line: number): void {
    const rule = TMDL_RULES[parent.kind]!;
    const word = /^[a-zA-Z]+/.exec(content)?.[0] ?? "";
    if (rule.children.includes(word)) return this.#begin(parent, content, depth, line);
    const found = PROPERTY.exec(content);
    if (found === null || !rule.properties.includes(word)) {
      return this.#objectTo(line, `"${content}" may not stand in a ${parent.kind}`);
    }
    const value = found[2] ?? "";
    const values = TMDL_VALUES[word];
    if (parent.properties.has(word)) this.#objectTo(line, `${word} stands there twice`);
    if (values !== undefined && !values.includes(value)) {
      this.#objectTo(line, `${word} "${value}" is none of ${values.join(", ")}`);
    }
    parent.properties.set(word, value);
  }

  #begin(parent: TmdlObject, content: string, depth: number, line: number): void {
    const found = OBJECT.exec(content);
    const [, kind = "", quoted, plain = "", , rest, value] = found ?? [];
    const isReference = kind === "ref" && rest !== undefined;
    if (found === null || (rest !== undefined && !isReference)) {
      this.#objectTo(line, `"${content}" cannot be read; names with blanks need quotes`);
    }
    const name = isReference ? rest : quoted?.replaceAll("''", "'") ?? plain;
    const object = this.#object(kind, name, line, depth);
    if (value !== undefined) object.expression.push(value);
    parent.children.push(object);
    this.#open.push(object);
  }

  #object(kind: string, name: string, line: number, depth: number): TmdlObject {
    return { kind, name, path: this.#path, line, depth, properties: new Map(), children: [], expression: [] };
  }

  #objectTo(line: number, message: string): void {
    this.flaws.push(flaw(this.#path, line, message));
  }
}

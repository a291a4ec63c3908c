/** A way through a JSON file. @module */

/** Visits every object of a JSON value with the name under which it stands; those of a list stand under the list's name. */
export function walkJson(
  value: unknown,
  visit: (name: string, node: Readonly<Record<string, unknown>>) => void,
  name = "",
): void {
  if (Array.isArray(value)) value.forEach((part) => walkJson(part, visit, name));
  else if (typeof value === "object" && value !== null) {
    const node = value as Readonly<Record<string, unknown>>;
    visit(name, node);
    for (const [key, part] of Object.entries(node)) walkJson(part, visit, key);
  }
}

/** Names and texts in SQL. Values are parameters; these are for the few places that take none. @module */

/** Quotes the name of a table or column. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a text, such as the path of a file to read. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

import { assertEquals } from "@std/assert";
import { scanImports } from "./scan_imports.ts";

Deno.test("scanImports() reads an import that spans lines, at its first line", () => {
  const source = ["const a = 1;", "import {", "  b,", "  type C,", '} from "./b.ts";'].join("\n");
  assertEquals(scanImports(source), [{ specifier: "./b.ts", line: 2 }]);
});

Deno.test("scanImports() passes over comments and the examples in them", () => {
  const source = [
    "/**",
    ' * const { a } = await import("./a.ts");',
    " */",
    '// import("./b.ts")',
    'import "./c.ts"; // not import("./d.ts")',
  ];
  assertEquals(scanImports(source.join("\n")), [{ specifier: "./c.ts", line: 5 }]);
});

Deno.test("scanImports() does not take a glob in a string for a comment", () => {
  const source = ['const glob = "lib/**/*.ts";', 'const a = await import("./a.ts");', 'const b = "**/*";'].join("\n");
  assertEquals(scanImports(source), [{ specifier: "./a.ts", line: 2 }]);
});

Deno.test("scanImports() does not take exported strings and functions for re-exports", () => {
  const source = ['export const from = "./a.ts";', 'export function read(from: string): string { return "b"; }'].join(
    "\n",
  );
  assertEquals(scanImports(source), []);
});

Deno.test("scanImports() keeps the part of a template literal before its first value", () => {
  const source = "new URL(`../../sql/views/${name}.sql`, import.meta.url)";
  assertEquals(scanImports(source), [{ specifier: "../../sql/views/", line: 1 }]);
});

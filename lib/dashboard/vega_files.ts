/** The chart library as browsers load it: the built files of the project's own packages. @module */
import { createRequire } from "node:module";
import { dirname, join } from "@std/path";

const require = createRequire(import.meta.url);

/**
 * Reads `vega.js` and `vega-lite.js`, which set `vega` and `vegaLite`, and `vega-interpreter.js`, a module that evaluates a chart's expressions without `eval`, which the pages' policy forbids.
 */
export async function readVegaFiles(): Promise<Map<string, Uint8Array>> {
  // What is imported is what Deno puts into its cache.
  await Promise.all([import("vega"), import("vega-lite"), import("vega-interpreter")]);
  const built = async (name: string, file: string) => await Deno.readFile(join(dirname(require.resolve(name)), file));
  const interpreter = new TextDecoder().decode(await built("vega-interpreter", "vega-interpreter.js"));
  return new Map([
    ["vega.js", await built("vega", "vega.min.js")],
    ["vega-lite.js", await built("vega-lite", "vega-lite.min.js")],
    ["vega-interpreter.js", new TextEncoder().encode(withGlobalVega(interpreter))],
  ]);
}

/** The module imports what `vega.js` has brought along already. */
function withGlobalVega(module: string): string {
  return module.replace(/^import \{([^}]+)\} from 'vega-util';/m, "const {$1} = globalThis.vega;")
    .replace(/^\/\/# sourceMappingURL=.*$/m, "");
}

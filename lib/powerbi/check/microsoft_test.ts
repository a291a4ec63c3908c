import { assertEquals, assertNotEquals } from "@std/assert";
import { dirname, join } from "@std/path";
import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { TemporaryFolder } from "../../run/temporary_folder.ts";
import { STORAGES } from "../model/model.ts";
import { projectFiles } from "../project.ts";

/** Microsoft's schemas, which are not part of this project. */
const SCHEMAS = new URL("../../../../shared/powerbi/schemas/", import.meta.url).pathname;
const THEME_SCHEMA = join(SCHEMAS, "theme/reportThemeSchema-2.152.json");
const PUBLISHED = "https://developer.microsoft.com/json-schemas/";
/** A name that Deno does not follow before the test runs, so that a checkout without the package has its other tests. */
const VALIDATOR: string = "@microsoft/powerbi-report-authoring-cli";

interface Validator {
  getMetadataProvider(): Promise<unknown>;
  locateReport(path: string): { readonly reportDir: string; readonly defDir: string };
  runReportValidation(options: Record<string, unknown>): Promise<{ readonly diagnostics?: Record<string, unknown> }>;
}

const hasSchemas = await Deno.stat(SCHEMAS).then(() => true, () => false);
const validator = await import(VALIDATOR).then((module: Validator) => module, () => null);

function pathsOf(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? pathsOf(join(folder, name)) : [join(folder, name)]
  );
}

function readSchema(path: string): Record<string, unknown> {
  return JSON.parse(Deno.readTextFileSync(path).replace(/^\uFEFF/, ""));
}

/** Knows the schemas by the address of their file: what some call themselves differs from how others refer to them. */
function schemas(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  formats.default(ajv);
  for (const path of pathsOf(join(SCHEMAS, "fabric"))) {
    const $id = PUBLISHED + path.slice(SCHEMAS.length);
    ajv.addSchema({ ...readSchema(path), $id });
  }
  return ajv;
}

function errorsOf(validate: ValidateFunction | undefined, json: unknown): unknown {
  if (validate === undefined) return "no such schema";
  return validate(json) ? [] : validate.errors;
}

for (const storage of STORAGES) {
  Deno.test({
    name: `files with storage ${storage} keep to the schemas${hasSchemas ? "" : " (skipped: schemas are not here)"}`,
    ignore: !hasSchemas,
    fn() {
      const ajv = schemas();
      const theme = ajv.compile(readSchema(THEME_SCHEMA));
      const files = [...projectFiles(storage)].filter(([path]) => /\.(json|pbi[prs]m?|platform)$/.test(path));
      assertNotEquals(files, []);
      for (const [path, text] of files) {
        const json = JSON.parse(text);
        const isTheme = path.includes("StaticResources");
        assertEquals(errorsOf(isTheme ? theme : ajv.getSchema(json.$schema), json), [], path);
      }
    },
  });

  Deno.test({
    name: `Microsoft's validator finds nothing with storage ${storage}${
      validator === null ? " (skipped: its package cannot be had)" : ""
    }`,
    ignore: validator === null,
    async fn() {
      using folder = new TemporaryFolder();
      assertEquals(await validate(folder.path, projectFiles(storage)), []);
    },
  });
}

Deno.test({
  name: `Microsoft's validator finds a formatting that does not exist${
    validator === null ? " (skipped: its package cannot be had)" : ""
  }`,
  ignore: validator === null,
  async fn() {
    using folder = new TemporaryFolder();
    const files = projectFiles("directQuery");
    const [path, text] = [...files].find(([, text]) => text.includes("'Canvas'"))!;
    files.set(path, text.replace("'Canvas'", "'Balloon'"));
    assertEquals(await validate(folder.path, files), ["PBIR_FORMATTING_ENUM_INVALID"]);
  },
});

/** Runs the validator without the schemas, which it would fetch and other tests read. Gives the codes of what it finds, errors and warnings alike. */
async function validate(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  for (const [path, text] of files) {
    Deno.mkdirSync(join(folder, dirname(path)), { recursive: true });
    Deno.writeTextFileSync(join(folder, path), text);
  }
  const { getMetadataProvider, locateReport, runReportValidation } = validator!;
  const place = locateReport(join(folder, "Traffic.pbip"));
  const found = await runReportValidation({ ...place, provider: await getMetadataProvider(), skipSchema: true });
  return Object.keys(found.diagnostics ?? {});
}

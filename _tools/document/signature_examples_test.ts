import { assertEquals } from "@std/assert";
import { parseSigningKey, signatureHeaders } from "../../lib/alert/sign.ts";
import { TemporaryFolder } from "../../lib/run/temporary_folder.ts";
import { exists, readFiles } from "../read_files.ts";
import { codeBlocks } from "./code_block.ts";

const BLOCKS = codeBlocks(readFiles(["docs/alerts.md"], [".md"]));
const KEY = "a key of the receiver";
const BODY = '{"alerts":[]}';

/** The code of a document that tells genuine messages from others. */
function example(language: string): string {
  return BLOCKS.find((block) => block.language === language && /is_?genuine/i.test(block.text))!.text;
}

/** A message as it is sent, one with another body, one that is old, and whether each is genuine. */
async function messages(): Promise<{ headers: Record<string, string>; body: string; isGenuine: boolean }[]> {
  const timestampS = Math.floor(Date.now() / 1_000);
  const headers = await signatureHeaders({ id: "msg_1", timestampS, body: BODY }, parseSigningKey(KEY));
  const old = await signatureHeaders({ id: "msg_1", timestampS: timestampS - 900, body: BODY }, parseSigningKey(KEY));
  return [
    { headers, body: BODY, isGenuine: true },
    { headers, body: `${BODY} `, isGenuine: false },
    { headers: old, body: BODY, isGenuine: false },
  ];
}

Deno.test("the TypeScript of a document tells a genuine message from a changed and from an old one", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("receiver.ts", `${example("ts")}\nexport { isGenuine };\n`);
  const { isGenuine } = await import(`file://${path}`);
  for (const { headers, body, isGenuine: wanted } of await messages()) {
    assertEquals(isGenuine(KEY, new Headers(headers), body), wanted);
  }
});

const PYTHON = "/usr/bin/python3";
const hasPython = exists(PYTHON);

Deno.test({
  name: `the Python of a document does the same${hasPython ? "" : " (skipped: python3 is not installed)"}`,
  ignore: !hasPython,
  fn: async () => {
    const driver = "import json, sys\nfor m in json.loads(sys.argv[1]):\n" +
      "    print(is_genuine(sys.argv[2].encode(), m['headers'], m['body'].encode()))\n";
    const sent = await messages();
    const args = ["-c", `${example("python")}\n${driver}`, JSON.stringify(sent), KEY];
    const { stdout } = new Deno.Command(PYTHON, { args }).outputSync();
    const wanted = sent.map(({ isGenuine }) => isGenuine ? "True\n" : "False\n").join("");
    assertEquals(new TextDecoder().decode(stdout), wanted);
  },
});

import { assertEquals } from "@std/assert";
import { ContainerLines, readContainerLine } from "./container_lines.ts";

const AT = "2026-11-22T21:40:04.459000111Z";

Deno.test("readContainerLine() takes off what Kubernetes and Docker add", () => {
  assertEquals(readContainerLine(`${AT} stdout F GET / 200`), {
    stream: "stdout",
    text: "GET / 200",
    isPartial: false,
  });
  assertEquals(readContainerLine(`${AT} stderr P GET`), { stream: "stderr", text: "GET", isPartial: true });
  assertEquals(readContainerLine(`2026-11-22T21:40:04+01:00 stdout F:x `)?.text, "");
  const docker = (log: string) => JSON.stringify({ log, stream: "stdout", time: AT });
  assertEquals(readContainerLine(docker("a\n")), { stream: "stdout", text: "a", isPartial: false });
  assertEquals(readContainerLine(docker("a"))?.isPartial, true);
});

Deno.test("readContainerLine() is null for other lines", () => {
  for (const line of ["", "GET /", `${AT} stdin F x`, '{"log":"a', '{"log":1}', '{"log":"a"}']) {
    assertEquals(readContainerLine(line), null, line);
  }
});

Deno.test("ContainerLines join the parts of each stream apart", () => {
  const lines = new ContainerLines();
  const joined = ["stdout P a", "stderr P x", "stdout P b", "stdout F c", "stderr F y", "stdout F d"]
    .map((line) => lines.join(`${AT} ${line}`));
  assertEquals(joined, [null, null, null, "abc", "xy", "d"]);
  assertEquals(lines.join("other"), undefined);
});

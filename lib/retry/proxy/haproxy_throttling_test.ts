import { assert, assertEquals } from "@std/assert";
import { haproxySettings } from "./haproxy_settings.ts";

const HAPROXY = "/usr/sbin/haproxy";

function isMissing(): boolean {
  try {
    return !Deno.statSync(HAPROXY).isFile;
  } catch {
    return true;
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Connects until somebody listens; a refusal takes next to no time. */
async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100_000; tries++) {
    try {
      return (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
    }
  }
  throw new Error(`Cannot reach HAProxy: nobody listens on port ${port}`);
}

/** A HAProxy before a server; it listens when this returns. */
async function startHaproxy(
  folder: string,
  serverPort: number,
): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const budget = { kind: "throttling", multiplier: 2, windowSeconds: 60 } as const;
  const [setting] = haproxySettings({ budget, pool: "shop", meanRetryMs: 100 });
  const port = freePort();
  const lines = [
    "global",
    "defaults",
    "  mode http",
    "  timeout connect 1s",
    "  timeout client 10s",
    "  timeout server 10s",
    "frontend in",
    `  bind 127.0.0.1:${port}`,
    "  default_backend shop",
    "backend shop",
    ...setting!.lines.filter((line) => !line.startsWith("retr")).map((line) => `  ${line}`),
    `  server one 127.0.0.1:${serverPort}`,
    "",
  ];
  await Deno.writeTextFile(`${folder}/haproxy.cfg`, lines.join("\n"));
  const args = ["-db", "-q", "-f", `${folder}/haproxy.cfg`];
  const process = new Deno.Command(HAPROXY, { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
  const stop = () => {
    process.kill();
    return process.status;
  };
  await listening(port);
  return { url: `http://127.0.0.1:${port}/`, stop };
}

Deno.test({
  name: `the lines for HAProxy reject nothing while the service answers, and about as the formula says when it fails${
    isMissing() ? " (skipped: haproxy is not installed)" : ""
  }`,
  ignore: isMissing(),
  fn: async () => {
    let status = 200;
    let reachedCount = 0;
    const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, () => {
      reachedCount++;
      return new Response("", { status });
    });
    const folder = await Deno.makeTempDir();
    const haproxy = await startHaproxy(folder, server.addr.port);
    const ask = async (count: number) => {
      const before = reachedCount;
      for (let i = 0; i < count; i++) await (await fetch(haproxy.url)).body?.cancel();
      return reachedCount - before;
    };
    try {
      assertEquals(await ask(200), 200);
      status = 500;
      assertEquals(await ask(150), 150);
      const reached = await ask(1_850);
      const expected = expectedReach(2_200, 200) - 350;
      assert(Math.abs(reached / expected - 1) < 0.25, `${reached} reached, ${expected} expected`);
    } finally {
      await haproxy.stop();
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/** Requests of so many that pass, where the first ones are accepted and none after them: the sum of 1 - p. */
function expectedReach(requestCount: number, acceptedCount: number): number {
  let reached = 0;
  for (let requests = 0; requests < requestCount; requests++) {
    const accepts = Math.min(requests, acceptedCount);
    reached += 1 - Math.max(0, (requests - 2 * accepts) / (requests + 1));
  }
  return reached;
}

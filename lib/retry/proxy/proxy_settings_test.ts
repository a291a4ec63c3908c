import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/yaml/parse";
import { type BudgetSpecification, DEFAULT_BUDGETS } from "../budget/budget_specification.ts";
import type { ProxySetting } from "./proxy_setting.ts";
import { proxySettings } from "./proxy_settings.ts";

const HAPROXY = "/usr/sbin/haproxy";
const NGINX = "/usr/sbin/nginx";

const BUDGETS: readonly BudgetSpecification[] = [
  ...Object.values(DEFAULT_BUDGETS),
  { kind: "attempts", maxAttempts: 1 },
  { kind: "throttling", multiplier: 1.1, windowSeconds: 60 },
  { kind: "finagle", ratio: 0, minRetriesPerSecond: 0, ttlSeconds: 10 },
];

const settingsOf = (budget: BudgetSpecification, pool = "shop") => proxySettings({ budget, pool, meanRetryMs: 250 });

const linesOf = (settings: readonly ProxySetting[], proxy: string, place = "") =>
  settings.filter((one) => one.proxy === proxy && one.place.startsWith(place)).flatMap(({ lines }) => lines);

function isMissing(program: string): boolean {
  try {
    return !Deno.statSync(program).isFile;
  } catch {
    return true;
  }
}

function haproxyFile(lines: readonly string[]): string {
  return [
    "defaults",
    "  mode http",
    "  timeout connect 1s",
    "  timeout client 10s",
    "  timeout server 10s",
    "frontend in",
    "  bind 127.0.0.1:9098",
    "  default_backend shop",
    "backend shop",
    ...lines.map((line) => `  ${line}`),
    "  server one 127.0.0.1:9",
    "",
  ].join("\n");
}

function nginxFile(ofHttp: readonly string[], ofLocation: readonly string[], folder: string): string {
  return [
    `pid ${folder}/nginx.pid;`,
    `error_log ${folder}/error.log;`,
    "events {}",
    "http {",
    "  access_log off;",
    ...["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `  ${name}_temp_path ${folder}/${name};`),
    ...ofHttp.map((line) => `  ${line}`),
    "  upstream shop { server 127.0.0.1:9; server 127.0.0.1:10; }",
    "  server {",
    "    listen 127.0.0.1:9099;",
    "    location / {",
    ...ofLocation.map((line) => `      ${line}`),
    "      proxy_pass http://shop;",
    "    }",
    "  }",
    "}",
    "",
  ].join("\n");
}

async function complaints(program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(program, { args: [...args] }).output();
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  return code === 0 && !/warn/i.test(said) ? "" : said;
}

async function checkAll(
  run: (settings: readonly ProxySetting[], folder: string) => Promise<string>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const budget of BUDGETS) assertEquals(await run(settingsOf(budget), folder), "", JSON.stringify(budget));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: `HAProxy takes the settings of every budget without a warning${
    isMissing(HAPROXY) ? " (skipped: haproxy is not installed)" : ""
  }`,
  ignore: isMissing(HAPROXY),
  fn: () =>
    checkAll(async (settings, folder) => {
      const path = `${folder}/haproxy.cfg`;
      await Deno.writeTextFile(path, haproxyFile(linesOf(settings, "haproxy")));
      return await complaints(HAPROXY, ["-c", "-f", path]);
    }),
});

Deno.test({
  name: `nginx takes the settings of every budget without a warning${
    isMissing(NGINX) ? " (skipped: nginx is not installed)" : ""
  }`,
  ignore: isMissing(NGINX),
  fn: () =>
    checkAll(async (settings, folder) => {
      const path = `${folder}/nginx.conf`;
      const file = nginxFile(linesOf(settings, "nginx", "http"), linesOf(settings, "nginx", "location"), folder);
      await Deno.writeTextFile(path, file);
      return await complaints(NGINX, ["-t", "-q", "-c", path, "-p", folder]);
    }),
});

Deno.test("Envoy's own budget is written as it is, Finagle's as the nearest with Little's law", () => {
  const own = linesOf(settingsOf({ kind: "envoy", ratio: 0.25, minConcurrency: 5 }), "envoy", "cluster");
  assertEquals(own.filter((line) => line.startsWith("#")), []);
  assertEquals(own.slice(-2).map((line) => line.trim()), ["value: 25", "min_retry_concurrency: 5"]);
  const nearest = linesOf(settingsOf(DEFAULT_BUDGETS.finagle), "envoy", "cluster");
  assertEquals(nearest.slice(-2).map((line) => line.trim()), ["value: 20", "min_retry_concurrency: 3"]);
  assertStringIncludes(nearest.join("\n"), "# 10/s x 250 ms a retry, by Little's law.");
});

Deno.test("throttling with K = 2 is Envoy's admission control with a threshold of 50 %", () => {
  const filter = linesOf(settingsOf(DEFAULT_BUDGETS.throttling), "envoy", "http_filters");
  const at = filter.findIndex((line) => line.trim() === "sr_threshold:");
  assertEquals(filter[at + 2]!.trim(), "value: 50");
  assert(filter.includes("    sampling_window: 120s"));
});

Deno.test("a budget that a proxy does not have is said to be missing, with what the nearest allows", () => {
  for (const proxy of ["haproxy", "nginx"]) {
    const text = linesOf(settingsOf(DEFAULT_BUDGETS.ratio), proxy).join("\n");
    assertStringIncludes(text, "has no budget of retries");
    assertStringIncludes(text, "grows to 3 times");
    assert(!linesOf(settingsOf(DEFAULT_BUDGETS.attempts), proxy).join("\n").includes("no budget of retries"));
  }
});

Deno.test("Envoy's lines are YAML of the shape that its API has", () => {
  for (const budget of BUDGETS) {
    const settings = settingsOf(budget);
    const cluster = parse(linesOf(settings, "envoy", "cluster").join("\n")) as Cluster;
    const [threshold] = cluster.circuit_breakers.thresholds;
    const share = threshold!.retry_budget?.budget_percent.value ?? threshold!.max_retries;
    assert(typeof share === "number" && share >= 0 && share <= 100, JSON.stringify(cluster));
    const route = parse(linesOf(settings, "envoy", "route").join("\n")) as Route | null;
    const isRetried = linesOf(settings, "haproxy").every((line) => line !== "retries 0");
    assertEquals((route?.retry_policy.num_retries ?? 0) > 0, isRetried);
  }
});

interface Cluster {
  readonly circuit_breakers: {
    readonly thresholds: readonly {
      readonly max_retries?: number;
      readonly retry_budget?: { readonly budget_percent: { readonly value: number } };
    }[];
  };
}

interface Route {
  readonly retry_policy: { readonly num_retries: number };
}

Deno.test("a pool's name from a log cannot write configuration", () => {
  const pool = 'x"\n  http-request allow; }';
  for (const { place, lines } of settingsOf(DEFAULT_BUDGETS.finagle, pool).filter(({ proxy }) => proxy !== "envoy")) {
    assert(![place, ...lines].some((line) => line.includes("\n") || line.includes("allow;")));
  }
});

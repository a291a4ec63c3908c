/** A real balancer on loopback, for tests. @module */
import { join } from "@std/path";

/** HAProxy or nginx with a configuration of its own, and nothing outside of its folder. */
export class TrialBalancer implements AsyncDisposable {
  readonly url: string;
  readonly #process: Deno.ChildProcess;

  private constructor(url: string, process: Deno.ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  /** Finds a program; null where this machine has none. */
  static find(name: string): string | null {
    const paths = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin"].map((folder) => join(folder, name));
    return paths.find(isFile) ?? null;
  }

  /** Starts HAProxy with a server `web-1` whose checks fail and `web-2` without checks; it is up when a check has failed. */
  static async haproxy(program: string, folder: string): Promise<TrialBalancer> {
    const [port, closed] = [freePort(), freePort()];
    const text = `global
  stats socket ${join(folder, "stats.sock")} mode 600
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
frontend stats
  bind 127.0.0.1:${port}
  stats enable
  stats uri /stats
backend web
  server web-1 127.0.0.1:${closed} check inter 50ms fall 1
  server web-2 127.0.0.1:${closed}
`;
    const path = join(folder, "haproxy.cfg");
    await Deno.writeTextFile(path, text);
    const url = `http://127.0.0.1:${port}`;
    return await start(program, ["-db", "-f", path], {
      url,
      page: "/stats;csv",
      isUp: (page) => /web-1.*DOWN/.test(page),
    });
  }

  /** Starts nginx with `/stub_status`. */
  static async nginx(program: string, folder: string): Promise<TrialBalancer> {
    const port = freePort();
    const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) =>
      `${name}_temp_path ${join(folder, name)};`
    );
    const text = `daemon off; master_process off; pid ${join(folder, "nginx.pid")}; error_log stderr;
events {}
http {
  access_log off;
  ${places.join("\n  ")}
  server { listen 127.0.0.1:${port}; location /stub_status { stub_status; } }
}
`;
    const path = join(folder, "nginx.conf");
    await Deno.writeTextFile(path, text);
    const url = `http://127.0.0.1:${port}`;
    const isUp = (page: string) => page.startsWith("Active");
    return await start(program, ["-p", folder, "-c", path], { url, page: "/stub_status", isUp });
  }

  /** Makes a trial balancer of a process that is up. */
  static of(url: string, process: Deno.ChildProcess): TrialBalancer {
    return new TrialBalancer(url, process);
  }

  /** Stops the process. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGTERM");
    await this.#process.status;
  }
}

interface Readiness {
  readonly url: string;
  readonly page: string;
  readonly isUp: (page: string) => boolean;
}

async function start(program: string, args: readonly string[], { url, page, isUp }: Readiness): Promise<TrialBalancer> {
  const process = new Deno.Command(program, { args: [...args], stdout: "null", stderr: "null" }).spawn();
  const balancer = TrialBalancer.of(url, process);
  const patience = AbortSignal.timeout(10_000);
  while (!patience.aborted) {
    const text = await fetch(url + page).then((response) => response.text(), () => "");
    if (isUp(text)) return balancer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await balancer[Symbol.asyncDispose]();
  throw new Error(`Cannot start ${program}: it has no page at ${url}${page} after 10 s`);
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

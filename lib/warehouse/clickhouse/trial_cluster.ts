/** A cluster for the time of a test file: two ClickHouse servers of this machine, each with a folder and an address of its own. @module */
import { join } from "@std/path";
import { TemporaryFolder } from "../../run/temporary_folder.ts";
import { configXml, type Ports, TRIAL_CLUSTER, TRIAL_LOADER, TRIAL_PASSWORD, usersXml } from "./trial_config.ts";

const PLACES = ["/usr/sbin/clickhouse-server", "/usr/bin/clickhouse-server", "/usr/local/bin/clickhouse-server"];
const PORT_TRIES = 20;
const START_TRIES = 300;
const START_PAUSE_MS = 50;

/** Where the server is installed; null where it is not. */
export function findServer(): string | null {
  return PLACES.find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  }) ?? null;
}

interface Node {
  readonly process: Deno.ChildProcess;
  readonly pid: number;
}

/** Two shards on loopback addresses; disposing of it ends the servers and removes their folders. */
export class TrialCluster implements AsyncDisposable {
  readonly #server: string;
  readonly #folder: TemporaryFolder;
  readonly #ports: Ports;
  readonly #addresses = ["127.0.0.1", "127.0.0.2"] as const;
  readonly #nodes: (Node | null)[] = [null, null];

  private constructor(server: string, ports: Ports, folder: TemporaryFolder) {
    this.#server = server;
    this.#folder = folder;
    this.#ports = ports;
  }

  /**
   * Starts both nodes and waits until they answer.
   *
   * @param parent where their folder is made; absent means among the temporary files of the system
   */
  static async start(server: string, parent?: string): Promise<TrialCluster> {
    const cluster = new TrialCluster(server, freePorts(), new TemporaryFolder(parent));
    await Promise.all([0, 1].map((node) => cluster.startNode(node)));
    return cluster;
  }

  /** The warehouse's URL of a database. */
  url(database: string, { isCluster = true, username = TRIAL_LOADER, password = TRIAL_PASSWORD } = {}): string {
    const query = isCluster ? `?cluster=${TRIAL_CLUSTER}` : "";
    return `clickhouse://${username}:${password}@${this.#addresses[0]}:${this.#ports.http}/${database}${query}`;
  }

  /** Starts a node, and waits until it answers; what it had stored is there again. */
  async startNode(node: number): Promise<void> {
    const config = this.#writeConfig(node);
    // The server ends when the standard input of its shell does, so that it never outlives the tests, however they end.
    const script = `"$0" --config-file="$1" >"$2" 2>&1 & echo $!; cat >/dev/null; kill -9 $!`;
    const process = new Deno.Command("sh", {
      args: ["-c", script, this.#server, config, join(this.#folder.path, `node_${node}.log`)],
      cwd: this.#folder.path,
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const reader = process.stdout.getReader();
    const { value } = await reader.read();
    await reader.cancel();
    this.#nodes[node] = { process, pid: Number(new TextDecoder().decode(value)) };
    await this.#untilItAnswers(node);
  }

  /** Kills a node at once, as a loss of power would. */
  async killNode(node: number): Promise<void> {
    const { process, pid } = this.#nodes[node]!;
    this.#nodes[node] = null;
    Deno.kill(pid, "SIGKILL");
    await process.stdin.close();
    await process.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const [node, running] of this.#nodes.entries()) if (running !== null) await this.killNode(node);
    this.#folder[Symbol.dispose]();
  }

  async #untilItAnswers(node: number): Promise<void> {
    for (let attempt = 0;; attempt++) {
      try {
        const response = await fetch(`http://${this.#addresses[node]}:${this.#ports.http}/`);
        await response.body?.cancel();
        return;
      } catch (cause) {
        if (attempt === START_TRIES) {
          const log = Deno.readTextFileSync(join(this.#folder.path, `node_${node}.log`));
          throw new Error(`Cannot start node ${node}: it does not answer, its log says ${log}`, { cause });
        }
        await new Promise((resolve) => setTimeout(resolve, START_PAUSE_MS));
      }
    }
  }

  #writeConfig(node: number): string {
    const folder = join(this.#folder.path, `node_${node}`);
    Deno.mkdirSync(folder, { recursive: true });
    const users = this.#folder.write(`node_${node}/users.xml`, usersXml());
    return this.#folder.write(
      `node_${node}/config.xml`,
      configXml({ folder, users, ports: this.#ports, address: this.#addresses[node]!, addresses: this.#addresses }),
    );
  }
}

/** Finds ports that are free at both addresses. */
function freePorts(): Ports {
  for (let attempt = 0; attempt < PORT_TRIES; attempt++) {
    using found = new DisposableStack();
    const ports = [0, 1, 2].map(() => {
      const first = found.adopt(Deno.listen({ hostname: "127.0.0.1", port: 0 }), (listener) => listener.close());
      return (first.addr as Deno.NetAddr).port;
    });
    try {
      for (const port of ports) {
        found.adopt(Deno.listen({ hostname: "127.0.0.2", port }), (listener) => listener.close());
      }
    } catch (error) {
      if (error instanceof Deno.errors.AddrInUse) continue;
      throw error;
    }
    const [http, tcp, interserver] = ports as [number, number, number];
    return { http, tcp, interserver };
  }
  throw new Error(`Cannot start a cluster: no ports are free at both addresses after ${PORT_TRIES} tries`);
}

/** A cluster for the time of a test file: two ClickHouse servers of this machine, each with a folder and an address of its own. @module */
import { join } from "@std/path";
import { TemporaryFolder } from "../../run/temporary_folder.ts";

const PLACES = ["/usr/sbin/clickhouse-server", "/usr/bin/clickhouse-server", "/usr/local/bin/clickhouse-server"];
const PORT_TRIES = 20;
const START_TRIES = 300;
const START_PAUSE_MS = 50;
const USERNAME = "loader";
const PASSWORD = "sesame";

/** A user of the cluster who may read only. */
export const TRIAL_READER = "reader";

/** Name of the cluster in the configuration of its nodes. */
export const TRIAL_CLUSTER = "trial";

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

/** The ports of a node, the same at every address as they are in the field. */
interface Ports {
  readonly http: number;
  readonly tcp: number;
  readonly interserver: number;
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
  url(database: string, { isCluster = true, username = USERNAME, password = PASSWORD } = {}): string {
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

interface NodeConfig {
  readonly folder: string;
  readonly users: string;
  readonly ports: Ports;
  readonly address: string;
  readonly addresses: readonly string[];
}

function configXml({ folder, users, ports, address, addresses }: NodeConfig): string {
  const shards = addresses.map((host) =>
    `<shard><replica><host>${host}</host><port>${ports.tcp}</port><user>${USERNAME}</user><password>${PASSWORD}</password></replica></shard>`
  );
  return `<yandex>
    <logger><level>error</level><console>1</console></logger>
    <listen_host>${address}</listen_host>
    <http_port>${ports.http}</http_port>
    <tcp_port>${ports.tcp}</tcp_port>
    <interserver_http_port>${ports.interserver}</interserver_http_port>
    <interserver_http_host>${address}</interserver_http_host>
    <path>${folder}/data/</path>
    <tmp_path>${folder}/tmp/</tmp_path>
    <format_schema_path>${folder}/format_schemas/</format_schema_path>
    <users_config>${users}</users_config>
    <default_profile>default</default_profile>
    <default_database>default</default_database>
    <mark_cache_size>16777216</mark_cache_size>
    <timezone>UTC</timezone>
    <remote_servers><${TRIAL_CLUSTER}>${shards.join("")}</${TRIAL_CLUSTER}></remote_servers>
</yandex>
`;
}

function usersXml(): string {
  const user = (name: string, profile: string) =>
    `<${name}>
        <password>${PASSWORD}</password>
        <networks><ip>127.0.0.0/8</ip></networks>
        <profile>${profile}</profile>
        <quota>default</quota>
    </${name}>`;
  return `<yandex>
    <profiles>
        <default><max_memory_usage>2000000000</max_memory_usage></default>
        <readonly><readonly>2</readonly></readonly>
    </profiles>
    <users>${user(USERNAME, "default")}${user(TRIAL_READER, "readonly")}</users>
    <quotas><default></default></quotas>
</yandex>
`;
}

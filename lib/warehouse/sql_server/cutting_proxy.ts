/** A stretch of network that breaks when a test wants it to. @module */

/** Passes connections on to a server and cuts each that has sent too much. */
export class CuttingProxy implements AsyncDisposable {
  readonly #listener: Deno.TcpListener;
  readonly #server: Deno.ConnectOptions;
  readonly #open = new Set<Deno.TcpConn>();
  readonly #work: Promise<void>[] = [];
  /** Connections that are cut still. */
  #cutsLeft: number;
  readonly #afterBytes: number;

  /**
   * Listens on a free port.
   *
   * @param cuts how many connections are cut; later ones are left alone
   * @param afterBytes how much each of them sends before
   */
  constructor(
    server: Deno.ConnectOptions,
    { cuts, afterBytes }: { readonly cuts: number; readonly afterBytes: number },
  ) {
    this.#server = server;
    this.#cutsLeft = cuts;
    this.#afterBytes = afterBytes;
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.#work.push(this.#accept());
  }

  /** Where it listens. */
  get port(): number {
    return this.#listener.addr.port;
  }

  /** How many connections are yet to be cut. */
  get cutsLeft(): number {
    return this.#cutsLeft;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const connection of this.#open) close(connection);
    await Promise.all(this.#work);
  }

  async #accept(): Promise<void> {
    for await (const client of this.#listener) {
      const server = await Deno.connect(this.#server);
      this.#open.add(client).add(server);
      const end = () => [client, server].forEach((connection) => (close(connection), this.#open.delete(connection)));
      this.#work.push(this.#pass(client, server, this.#afterBytes).finally(end), this.#pass(server, client, Infinity));
    }
  }

  async #pass(from: Deno.TcpConn, to: Deno.TcpConn, limit: number): Promise<void> {
    const buffer = new Uint8Array(1 << 16);
    let passed = 0;
    try {
      for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
        passed += count;
        if (passed > limit && this.#cutsLeft > 0) {
          this.#cutsLeft--;
          return;
        }
        for (let written = 0; written < count;) written += await to.write(buffer.subarray(written, count));
      }
    } catch {
      // The other direction has ended the connection.
    }
  }
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // Closed already.
  }
}

/** A receiver of alerts on loopback, for tests. @module */

/** A request as a receiver got it. */
export interface Received {
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

/** A server that keeps what it is sent. */
export class TrialReceiver implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  /** @param answer what it answers to each request; by default 200 at once */
  constructor(answer: (count: number) => Response | Promise<Response> = () => new Response("ok")) {
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
      const { pathname, search } = new URL(request.url);
      this.received.push({ path: pathname + search, headers: request.headers, body: await request.text() });
      return await answer(this.received.length);
    });
  }

  /** Makes the URL of a path. */
  url(path = "/"): URL {
    return new URL(path, `http://127.0.0.1:${this.#server.addr.port}`);
  }

  /** Stops the server. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

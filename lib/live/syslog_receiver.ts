/**
 * Lines that balancers send by syslog: HAProxy `log 127.0.0.1:1514 local0`, nginx `access_log syslog:server=127.0.0.1:1514`.
 *
 * A datagram is a message. A stream is divided by newlines or, where a message begins with its length, by that (RFC 6587). What the messages say is read by the
 * formats, which know syslog's prefix; since programs may share an address and write in formats of their own, each is a source. There is no way to ask a sender again: a message that came while nobody listened is lost, and so is one of the last turn when the process is
 * killed; a log that must not lose a line is followed as a file.
 *
 * @module
 */
import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";
import { ConfigError } from "../run/config.ts";
import type { Log } from "../run/step.ts";
import type { LineBatch, LineSource } from "./line_batch.ts";
import { SyslogFrames } from "./syslog_frames.ts";
import { programName, SyslogProgram } from "./syslog_program.ts";

/** Bytes that wait for a turn at most; what comes beyond is dropped and told, since memory is not endless. */
const MOST_WAITING_BYTES = 256 << 20;

/** Programs of an address that are told apart. */
const MOST_PROGRAMS = 50;

/** Listens on an address. */
export interface SyslogReceiver extends LineSource {
  /** The port, as the system chose it where 0 was asked for. */
  port(): Promise<number>;
}

/**
 * Listens for messages.
 *
 * @param address `udp://HOST:PORT` or `tcp://HOST:PORT`
 * @throws {ConfigError} for any other address
 */
export function openSyslog(address: string, log: Log): SyslogReceiver {
  const [, protocol, host, port] = /^(udp|tcp):\/\/(\[[^\]]+\]|[^:/]+):(\d{1,5})$/.exec(address) ?? [];
  if (protocol === undefined || host === undefined || Number(port) > 65_535) {
    throw new ConfigError(`Cannot listen on --syslog "${address}": an address like udp://127.0.0.1:1514 is needed`);
  }
  const inbox = new Inbox(address, log);
  const bare = host.replace(/^\[|\]$/g, "");
  return protocol === "udp" ? listenUdp(inbox, bare, Number(port)) : listenTcp(inbox, bare, Number(port));
}

function listenUdp(inbox: Inbox, host: string, port: number): SyslogReceiver {
  const bound = Promise.withResolvers<number>();
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  socket.on("message", (message) => inbox.put(message));
  socket.on("error", (error) => (bound.reject(error), inbox.fail(error)));
  socket.bind(port, host, () => bound.resolve(socket.address().port));
  bound.promise.catch(() => {});
  return {
    port: () => bound.promise,
    take: () => inbox.take(),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function listenTcp(inbox: Inbox, host: string, port: number): SyslogReceiver {
  const bound = Promise.withResolvers<number>();
  const connections = new Set<Socket>();
  const server = createServer((connection) => {
    const frames = new SyslogFrames((message) => inbox.put(message));
    connections.add(connection);
    connection.on("data", (bytes: Uint8Array) => frames.push(bytes));
    connection.on("error", () => connection.destroy());
    connection.on("close", () => (frames.end(), connections.delete(connection)));
  });
  server.on("error", (error) => (bound.reject(error), inbox.fail(error)));
  server.listen(port, host, () => bound.resolve((server.address() as { port: number }).port));
  bound.promise.catch(() => {});
  return {
    port: () => bound.promise,
    take: () => inbox.take(),
    close() {
      for (const connection of connections) connection.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Messages that wait for the next turn, by the program that has sent them. */
class Inbox {
  readonly #address: string;
  readonly #log: Log;
  readonly #programs = new Map<string, SyslogProgram>();
  #size = 0;
  #droppedCount = 0;

  constructor(address: string, log: Log) {
    this.#address = address;
    this.#log = log;
  }

  put(message: Uint8Array): void {
    if (this.#size + message.length > MOST_WAITING_BYTES) return void this.#droppedCount++;
    this.#programOf(message).put(message);
    this.#size += message.length + 1;
  }

  fail(error: Error): void {
    this.#log.error("syslog cannot be received", { source: this.#address, error: error.message });
  }

  /** Takes messages as lines. */
  take(): Promise<readonly LineBatch[]> {
    if (this.#droppedCount > 0) {
      this.#log.warn("syslog came faster than it was read", { source: this.#address, dropped: this.#droppedCount });
      this.#droppedCount = 0;
    }
    this.#size = 0;
    return Promise.resolve([...this.#programs.values()].flatMap((program) => program.take() ?? []));
  }

  /** Names come from outside: when there are too many of them, the rest is one source. */
  #programOf(message: Uint8Array): SyslogProgram {
    const name = programName(message);
    const named = name === null ? this.#address : `${this.#address} ${name}`;
    const source = this.#programs.has(named) || this.#programs.size < MOST_PROGRAMS ? named : this.#address;
    const program = this.#programs.get(source) ?? new SyslogProgram(source);
    this.#programs.set(source, program);
    return program;
  }
}

/** What is read live, where the dashboard answers, and what every task takes. @module */
import type { Setting } from "./setting.ts";

/** What is read live, where the dashboard answers, and what every task takes. */
export const SERVE_SETTINGS = {
  "follow": { kind: "list", default: null, value: "FILE", describe: "access log to read live, through its rotations" },
  "syslog": {
    kind: "list",
    default: null,
    value: "URL",
    describe: "address to take access logs on by syslog, `udp://127.0.0.1:1514` or `tcp://127.0.0.1:1514`",
  },
  "demo": { kind: "flag", default: false, describe: "play a synthetic day, in a data folder of its own" },
  "speed": { kind: "number", default: 1, least: 0.1, value: "N", describe: "seconds of the demo in a second" },
  "port": { kind: "count", default: 8080, value: "N", describe: "port of the dashboard; 0 takes any that is free" },
  "host": {
    kind: "text",
    default: "127.0.0.1",
    value: "ADDRESS",
    describe: "address that the dashboard listens on; any other than this machine's own needs a token and TLS files",
  },
  "token": {
    kind: "text",
    default: null,
    value: "SECRET",
    describe: "what viewers must know to see the dashboard; better in `.env` than as a flag, which others can see",
  },
  "tls-cert": { kind: "text", default: null, value: "FILE", describe: "certificate of the dashboard, PEM" },
  "tls-key": { kind: "text", default: null, value: "FILE", describe: "private key of the certificate, PEM" },
  "write": { kind: "flag", default: false, describe: "put the figures of an evaluation into the docs" },
  "check": { kind: "flag", default: false, describe: "fail where the docs have other figures" },
  "json": { kind: "flag", default: false, describe: "end with one JSON object on standard output" },
  "log-level": {
    kind: "text",
    default: "info",
    value: "LEVEL",
    describe: "debug, info, warn or error; log lines go to standard error",
  },
} as const satisfies Readonly<Record<string, Setting>>;

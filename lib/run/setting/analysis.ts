/** What is judged, who is told, and how long it is kept. @module */
import type { Setting } from "./setting.ts";

/** What is judged, who is told, and how long it is kept. */
export const ANALYSIS_SETTINGS = {
  "apdex-ms": {
    kind: "number",
    default: 500,
    value: "MS",
    describe: "duration up to which a request satisfies (apdex T)",
  },
  "slo": {
    kind: "text",
    default: null,
    value: "FILE",
    describe:
      "objectives as JSON; by default `slo.json` under the data folder, else 99.9 % available, 95 % within apdex T",
  },
  "alerts": {
    kind: "text",
    default: null,
    value: "FILE",
    describe: "alert rules as JSON; by default `alerts.json` under the data folder, else a few built-in ones",
  },
  "alert-webhook": {
    kind: "list",
    default: null,
    value: "URL",
    describe:
      "receiver of alerts in the form of Alertmanager's webhooks; better in `.env` than as a flag, which others can see",
  },
  "alert-slack": {
    kind: "list",
    default: null,
    value: "URL",
    describe: "receiver of alerts that is an incoming webhook of Slack or takes its form; better in `.env`",
  },
  "alert-alertmanager": {
    kind: "list",
    default: null,
    value: "URL",
    describe: "Alertmanager that alerts are posted to, such as `http://127.0.0.1:9093`; better in `.env`",
  },
  "alert-signing-key": {
    kind: "text",
    default: null,
    value: "SECRET",
    describe: "key that what receivers get is signed with, a text or `whsec_` and base64; better in `.env`",
  },
  "budget": {
    kind: "list",
    default: null,
    value: "NAME:…",
    describe:
      "retry budget such as `finagle:20%,10/s`, `envoy:20%,3`, `throttling:2` or `attempts:2`; several are compared",
  },
  "pool": { kind: "text", default: null, value: "NAME", describe: "pool that is simulated; by default all traffic" },
  "reason": { kind: "text", default: null, value: "TEXT", describe: "why alerts are silenced" },
  "route-limit": {
    kind: "count",
    default: 500,
    value: "N",
    describe: "routes kept a day; the others count as `(other)`",
  },
  "history-days": {
    kind: "count",
    default: 28,
    value: "N",
    describe: "days before a run that the detector learns from",
  },
  "analyze-every": {
    kind: "count",
    default: 60,
    value: "SECONDS",
    describe: "time between analyses of what is read live, and of alert rules; 0 leaves both to tasks of their own",
  },
  "max-reject-ratio": {
    kind: "ratio",
    default: 0.5,
    value: "0..1",
    describe: "share of unreadable lines above which a run ends with exit code 3",
  },
  "retain-minutes-days": {
    kind: "count",
    default: 90,
    value: "N",
    describe: "days that minutes, KPIs and findings are kept",
  },
  "retain-requests-days": {
    kind: "count",
    default: 14,
    value: "N",
    describe: "days that single requests are kept; 0 loads none, and all logs of a day must then be read in one run",
  },
  "retain-reports-days": {
    kind: "count",
    default: 365,
    value: "N",
    describe: "days that reports and load history are kept",
  },
  "workers": { kind: "count", default: null, least: 1, value: "N", describe: "parsing threads; by default one a core" },
  "memory-mb": {
    kind: "count",
    default: 600,
    least: 1,
    value: "MB",
    describe: "memory of the roll-up; what does not fit goes to disk",
  },
} as const satisfies Readonly<Record<string, Setting>>;

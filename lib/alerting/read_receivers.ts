/** Finds the receivers of a run. Their URLs hold secrets: no message, log line or table has one. @module */
import { RECEIVER_FORMS, type ReceiverForm } from "../alert/payload.ts";
import { parseSigningKey } from "../alert/sign.ts";
import { type Config, ConfigError } from "../run/config.ts";

/** Who is told of alerts. */
export interface Receiver {
  /** Its form, from the second one of a form on with a number: `slack`, `slack-2`. */
  readonly name: string;
  readonly form: ReceiverForm;
  readonly url: URL;
}

/**
 * Reads `--alert-webhook`, `--alert-slack` and `--alert-alertmanager`.
 *
 * @throws {ConfigError} for what is no http or https URL, without repeating it
 */
export function readReceivers(config: Pick<Config, `alert-${ReceiverForm}`>): Receiver[] {
  return RECEIVER_FORMS.flatMap((form) =>
    config[`alert-${form}`].map((text, i) => (
      { name: i === 0 ? form : `${form}-${i + 1}`, form, url: urlOf(text, form) }
    ))
  );
}

function urlOf(text: string, form: ReceiverForm): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError(`Cannot use --alert-${form}: its value, not shown here, is no URL with http or https`);
  }
  // Alertmanager is known by its address alone; a proxy may put it under a path.
  if (form === "alertmanager") url.pathname = `${url.pathname.replace(/\/$/, "")}/api/v2/alerts`;
  return url;
}

/**
 * Reads `--alert-signing-key`; null where none is set.
 *
 * @throws {ConfigError} for a broken one, without repeating it
 */
export function readSigningKey(config: Pick<Config, "alert-signing-key">): Uint8Array<ArrayBuffer> | null {
  const text = config["alert-signing-key"];
  try {
    return text === null ? null : parseSigningKey(text);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new ConfigError(`Cannot use --alert-signing-key: ${cause.message}`, { cause });
  }
}

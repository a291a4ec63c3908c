/** The settings of all proxies. @module */
import { envoySettings } from "./envoy_settings.ts";
import { haproxySettings } from "./haproxy_settings.ts";
import { nginxSettings } from "./nginx_settings.ts";
import type { ProxySetting, SettingsWanted } from "./proxy_setting.ts";

/** Writes the settings of every proxy that come nearest to a budget. */
export function proxySettings(wanted: SettingsWanted): ProxySetting[] {
  return [...haproxySettings(wanted), ...nginxSettings(wanted), ...envoySettings(wanted)];
}

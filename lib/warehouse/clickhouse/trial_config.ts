/** The configuration of the nodes of a trial cluster. @module */

/** The user of the cluster who loads. */
export const TRIAL_LOADER = "loader";

/** The password of all users. */
export const TRIAL_PASSWORD = "sesame";

/** A user of the cluster who may read only. */
export const TRIAL_READER = "reader";

/** Name of the cluster in the configuration of its nodes. */
export const TRIAL_CLUSTER = "trial";

/** The ports of a node, the same at every address as they are in the field. */
export interface Ports {
  readonly http: number;
  readonly tcp: number;
  readonly interserver: number;
}

/** What tells a node from others. */
export interface NodeConfig {
  readonly folder: string;
  readonly users: string;
  readonly ports: Ports;
  readonly address: string;
  readonly addresses: readonly string[];
}

/** The configuration of a node. */
export function configXml({ folder, users, ports, address, addresses }: NodeConfig): string {
  const shards = addresses.map((host) =>
    `<shard><replica><host>${host}</host><port>${ports.tcp}</port><user>${TRIAL_LOADER}</user><password>${TRIAL_PASSWORD}</password></replica></shard>`
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

/** The users of every node: one who loads, and one who may read only. */
export function usersXml(): string {
  const user = (name: string, profile: string) =>
    `<${name}>
        <password>${TRIAL_PASSWORD}</password>
        <networks><ip>127.0.0.0/8</ip></networks>
        <profile>${profile}</profile>
        <quota>default</quota>
    </${name}>`;
  return `<yandex>
    <profiles>
        <default><max_memory_usage>2000000000</max_memory_usage></default>
        <readonly><readonly>2</readonly></readonly>
    </profiles>
    <users>${user(TRIAL_LOADER, "default")}${user(TRIAL_READER, "readonly")}</users>
    <quotas><default></default></quotas>
</yandex>
`;
}

/** Files that browsers load: compressed once, named by their content, and thus cached for ever. @module */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { extname } from "@std/path";
import { answer, refuse } from "./answer.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const HASH_LENGTH = 12;
const FOR_EVER = "public, max-age=31536000, immutable";

type Bytes = Uint8Array<ArrayBuffer>;

interface Asset {
  readonly type: string;
  readonly plain: Bytes;
  readonly gzip: Bytes;
  readonly br: Bytes;
}

/** The assets of a server. */
export class AssetStore {
  readonly #assets: ReadonlyMap<string, Asset>;
  readonly #addresses: ReadonlyMap<string, string>;

  private constructor(assets: ReadonlyMap<string, Asset>, addresses: ReadonlyMap<string, string>) {
    this.#assets = assets;
    this.#addresses = addresses;
  }

  /** Takes files, by their names, such as `dashboard.css`; a script that imports another (`from "./plot.js"`) finds it at its address. */
  static async of(files: ReadonlyMap<string, Uint8Array>): Promise<AssetStore> {
    const assets = new Map<string, Asset>();
    const addresses = new Map<string, string>();
    const take = async (name: string): Promise<string> => {
      const known = addresses.get(name);
      if (known !== undefined) return known;
      const plain = await linked(name, files, take);
      const ending = extname(name);
      const hash = createHash("sha256").update(plain).digest("hex").slice(0, HASH_LENGTH);
      const address = `/assets/${name.slice(0, -ending.length)}.${hash}${ending}`;
      addresses.set(name, address);
      assets.set(address, { type: TYPES[ending] ?? "application/octet-stream", plain, ...await compress(plain) });
      return address;
    };
    for (const name of files.keys()) await take(name);
    return new AssetStore(assets, addresses);
  }

  /**
   * Gives the address of a file.
   *
   * @throws {RangeError} when there is none of that name
   */
  address(name: string): string {
    const address = this.#addresses.get(name);
    if (address !== undefined) return address;
    throw new RangeError(`Cannot link the asset "${name}": known are ${[...this.#addresses.keys()].join(", ")}`);
  }

  /** Answers a request for a file. */
  answer(request: Request): Response {
    const asset = this.#assets.get(new URL(request.url).pathname);
    if (asset === undefined) return refuse(404, "there is no such file");
    const encoding = encodingOf(request);
    const headers = { vary: "accept-encoding", ...encoding === null ? {} : { "content-encoding": encoding } };
    return answer(asset[encoding ?? "plain"], { type: asset.type, cache: FOR_EVER, headers });
  }
}

/** The content of a file, with the addresses of the scripts that it imports in the place of their names. */
async function linked(
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
  addressOf: (name: string) => Promise<string>,
): Promise<Bytes> {
  const content = files.get(name);
  if (content === undefined) throw new RangeError(`Cannot link the asset "${name}": there is no such file`);
  if (extname(name) !== ".js") return new Uint8Array(content);
  let text = new TextDecoder().decode(content);
  for (const [whole, imported] of text.matchAll(/ from "\.\/([\w.]+)";/g)) {
    text = text.replace(whole, ` from "${await addressOf(imported!)}";`);
  }
  return new TextEncoder().encode(text);
}

/** Chooses how a body is compressed by what the browser says that it takes; null for not at all. */
export function encodingOf(request: Request): "br" | "gzip" | null {
  const accepted = (request.headers.get("accept-encoding") ?? "").split(",")
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part)).map((part) => part.split(";")[0]!.trim());
  return accepted.includes("br") ? "br" : accepted.includes("gzip") ? "gzip" : null;
}

/** Makes the two compressed forms; brotli at a level that a start can wait for. */
export async function compress(plain: Uint8Array): Promise<{ readonly gzip: Bytes; readonly br: Bytes }> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };
  const [zipped, br] = await Promise.all([
    promisify(gzip)(plain),
    promisify<Uint8Array, { params: typeof params }, Uint8Array>(brotliCompress)(plain, { params }),
  ]);
  return { gzip: new Uint8Array(zipped), br: new Uint8Array(br) };
}

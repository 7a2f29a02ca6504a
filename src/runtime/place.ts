/** Where ONNX Runtime is on this machine. Nothing here loads or fetches it. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The npm package that holds the runtime and its binding to Node. */
export const RUNTIME_PACKAGE = 'onnxruntime-node';

/** The version that `models/runtime/package-lock.json` pins, with the checksum of each of its packages. */
export const RUNTIME_VERSION = '1.30.0';

/** Part of creo: names the runtime's packages and their checksums. It is fetched to here where that can be written. */
export const RUNTIME_RECIPE = fileURLToPath(new URL('../../models/runtime', import.meta.url));

/** Folders that the runtime is fetched into, the best first: creo's own, which goes when creo goes, else the user's cache. */
export const runtimeFolders = (): string[] => [
  RUNTIME_RECIPE,
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'creo', 'runtime', RUNTIME_VERSION),
];

/** The entry of the runtime's package: in one of its folders, else one that is installed beside creo; null without one. */
export function runtimeEntry(): string | null {
  const folder = runtimeFolders().find((each) => existsSync(join(each, 'node_modules', RUNTIME_PACKAGE)));
  try {
    const from = createRequire(folder === undefined ? import.meta.url : join(folder, 'package.json'));
    return from.resolve(RUNTIME_PACKAGE);
  } catch {
    return null;
  }
}

/** The folder in the runtime's package that holds this machine's binaries. */
export const binariesIn = (packageFolder: string): string =>
  join(packageFolder, 'bin', 'napi-v6', process.platform, process.arch);

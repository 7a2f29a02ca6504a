/**
 * `creo model runtime`: fetches ONNX Runtime now, for a machine that later has no network. `--json`: `{ version, path,
 * fetched }`.
 */
import type { View } from '../../fields.js';
import { readyRuntime } from '../../runtime/fetch.js';
import { RUNTIME_VERSION } from '../../runtime/place.js';
import type { Context } from '../../work/context.js';

export async function run(context: Context): Promise<View> {
  const { entry, fetched } = await readyRuntime(context);
  return {
    json: { version: RUNTIME_VERSION, path: entry, fetched },
    headline: `ONNX Runtime ${RUNTIME_VERSION} ${fetched ? 'was fetched' : 'is here'}: ${entry}`,
    tables: [],
  };
}

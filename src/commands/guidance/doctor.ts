/**
 * `creo doctor`: what is missing or broken on this machine, and how to mend it. `--json`: `{ ok, checks: [{ check,
 * verdict, found, mend }] }`, verdict one of ok, optional, old, broken. Exit status 1 when something is broken.
 */
import { existsSync } from 'node:fs';
import { bundledModel, clipModel, modelRoot } from '../../embed/model-folder.js';
import { EXIT, UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { freeBytes } from '../../files/disk.js';
import {
  type Check,
  diskCheck,
  nodeCheck,
  programCheck,
  runtimeCheck,
  storeCheck,
  textCheck,
} from '../../guide/checks.js';
import { programState } from '../../media/version.js';
import { secondLanguages } from '../../reading/language-data.js';
import { runtimeEntry } from '../../runtime/place.js';
import { explained } from '../../store/database.js';
import { storeHealth } from '../../store/health.js';
import type { Context } from '../../work/context.js';

export async function run(context: Context): Promise<View> {
  const { config } = context;
  const checks = [
    nodeCheck(process.version),
    ...(await Promise.all((['ffmpeg', 'ffprobe'] as const).map((name) => programOf(context, name)))),
    runtimeCheck(runtimeEntry()),
    await attempted('bundled model', async () => {
      const { modelId } = await bundledModel();
      return { check: 'bundled model', verdict: 'ok', found: modelId, mend: null };
    }),
    await attempted('CLIP', () => clipCheck(config.modelFolder)),
    textCheck(secondLanguages()),
    diskCheck(freeBytes(config.dbPath)),
    await attempted('store', () => stored(context)),
  ];
  const broken = checks.filter(({ verdict }) => verdict === 'broken').length;
  return {
    json: { ok: broken === 0, checks },
    headline: broken === 0 ? 'Everything that creo needs is here.' : `${broken} of ${checks.length} checks failed.`,
    tables: [{ fields: ['check', 'verdict', 'found', 'mend'], rows: checks }],
    exitStatus: broken === 0 ? EXIT.done : EXIT.userError,
  };
}

const programOf = ({ config }: Context, name: 'ffmpeg' | 'ffprobe'): Promise<Check> =>
  attempted(name, async () => programCheck({ name, ...(await programState(name, config)) }));

async function clipCheck(modelFolder: string | null): Promise<Check> {
  const model = await clipModel(modelRoot(modelFolder), 'q8');
  if (model) return { check: 'CLIP', verdict: 'ok', found: model.modelId, mend: null };
  return {
    check: 'CLIP',
    verdict: 'optional',
    found: `not in ${modelRoot(modelFolder)}`,
    mend: 'Fetch it with `creo model pull`: text search, detected hooks and emotions need it',
  };
}

function stored(context: Context): Check {
  const { dbPath } = context.config;
  if (!existsSync(dbPath)) {
    const mend = '`creo add` or `creo import` starts one; --db PATH names another';
    return { check: 'store', verdict: 'optional', found: `none at ${dbPath}`, mend };
  }
  try {
    return storeCheck({ path: dbPath, ...storeHealth(context.db) });
  } catch (thrown) {
    throw explained(thrown, dbPath);
  }
}

/** A check that fails with something the user can mend is a finding. */
async function attempted(check: string, look: () => Check | Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return { check, verdict: 'broken', found: thrown.message, mend: thrown.hint };
  }
}

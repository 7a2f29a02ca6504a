/** What an assistant may do with `creo mcp --allow-write`: the commands themselves, which load only then. */
import { keepPlan, recommendFor } from '../../answers/recommend.js';
import type { ImportedTable, WriteActions } from '../../mcp/write-actions.js';
import type { Context } from '../../work/context.js';
import { importAll } from '../../work/importing/import-all.js';
import { NOBODY } from '../../work/importing/nobody.js';
import { importNotes } from '../../work/importing/notes.js';
import { NOTHING_ASKED } from '../../work/importing/options.js';
import { setFigures } from '../../work/set-figures.js';
import { setTags } from '../../work/set-tags.js';
import { run as report } from './report.js';

/** An assistant does not wait for long: after this it is told to try again. */
const WRITER_PATIENCE_MS = 2_000;

/** Pictures of at most this many creatives are in a report. */
const PICTURES = 60;

export function actionsOf(context: Context): WriteActions {
  const alone: Context = Object.create(context, { ask: { value: NOBODY } });
  const open = (): Context['db'] => {
    context.db.pragma(`busy_timeout = ${WRITER_PATIENCE_MS}`);
    return context.db;
  };
  return {
    async importFile({ path, platform, currency, dryRun }) {
      const { imports } = await importAll(alone, {
        ...NOTHING_ASKED,
        paths: [path],
        platform,
        currency,
        dryRun,
      });
      return { imports: imports.map((one): ImportedTable => ({ ...one, notes: importNotes([one]) })) };
    },
    setPerformance({ creative, ...figures }) {
      open();
      const { otherPlatforms, ...kept } = setFigures(alone, { name: creative, ...figures });
      return kept;
    },
    tag({ creative, set, remove }) {
      open();
      return setTags(alone, { name: creative, set, remove, file: null });
    },
    keepPlan(question) {
      const db = open();
      const recommended = recommendFor(db, question);
      return { ...recommended.answer, recommendationId: keepPlan(db, recommended, context.now()) };
    },
    async report({ path, title, budgetMicros, question }) {
      open();
      const options = { out: path, title, question, budgetMicros, horizonDays: null, pictures: PICTURES };
      const written = objectOf((await report(alone, { ...options, language: 'en' })).json);
      return { path, sizeBytes: 'sizeBytes' in written ? Number(written.sizeBytes) : 0 };
    },
  };
}

const objectOf = (json: unknown): object => (typeof json === 'object' && json !== null ? json : {});

/** What an assistant may do with `creo mcp --allow-write`; it loads only then. */
import { keepPlan, recommendFor } from '../answers/recommend.js';
import type { ImportedTable, WriteActions } from '../mcp/write-actions.js';
import type { Context } from './context.js';
import { importAll } from './importing/import-all.js';
import { NOBODY } from './importing/nobody.js';
import { importNotes } from './importing/notes.js';
import { NOTHING_ASKED } from './importing/options.js';
import { setFigures } from './set-figures.js';
import { setTags } from './set-tags.js';
import { writeReport } from './write-report.js';

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
      const asked = { out: path, title, question, budgetMicros, horizonDays: null };
      const { sizeBytes } = await writeReport(alone, { ...asked, language: 'en', pictures: PICTURES, previews: false });
      return { path, sizeBytes };
    },
  };
}

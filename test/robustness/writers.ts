/** Several processes at once on one store: two imports, an embed and a reader, for a while. Nothing is lost, nobody sees SQLITE_BUSY. */
import { join } from 'node:path';
import { Sqlite } from '../../src/store/sqlite.js';
import { type Run, runAlone } from '../helpers/run-creo.js';
import { type Finding, makeAds, mustRun, stateOf, writeExport } from './scene.js';

const ADS = 30;
const DAYS = 20;
const CLIPS = 3;

/** Each import has ads of its own; every round raises its figures, so that the last one says what must be there at the end. */
export async function writersAtOnce(folder: string, milliseconds: number): Promise<Finding> {
  makeAds(folder, CLIPS);
  await mustRun(['add', 'ads'], folder);
  const deadline = performance.now() + milliseconds;
  const counts: Record<string, number> = { imports: 0, embeds: 0, scrapes: 0 };
  const failures: string[] = [];
  const noteFailure = (what: string, { status, stderr }: Run): void => {
    if (status !== 0 || /SQLITE_BUSY|database is locked/i.test(stderr))
      failures.push(`${what}: ${status} ${stderr.trim()}`);
  };
  const repeat = async (name: string, once: () => Promise<void>): Promise<void> => {
    while (performance.now() < deadline) {
      await once();
      counts[name] += 1;
    }
  };
  const scales = { first: 0, second: 0 };
  const importer = (prefix: 'first' | 'second') => async (): Promise<void> => {
    scales[prefix] += 1;
    writeExport(join(folder, `${prefix}.csv`), { ads: ADS, days: DAYS, scale: scales[prefix], prefix });
    noteFailure(
      `import ${prefix}`,
      await runAlone(['import', `${prefix}.csv`, '--platform', 'generic', '--quiet'], { cwd: folder }),
    );
  };
  await Promise.all([
    repeat('imports', importer('first')),
    repeat('imports', importer('second')),
    repeat('embeds', async () =>
      noteFailure('embed', await runAlone(['embed', '--model', 'bundled', '--again', '--quiet'], { cwd: folder })),
    ),
    repeat('scrapes', async () =>
      noteFailure('scrape', await runAlone(['push-metrics', '--stdout', '--quiet'], { cwd: folder })),
    ),
  ]);
  const path = join(folder, 'creo.db');
  stateOf(path);
  failures.push(...lostRows(path, scales));
  return { what: 'two imports, an embed and a scrape at once', counts, failures };
}

/** The clicks that must be there: those of the last round of each import. */
function lostRows(path: string, scales: Readonly<Record<string, number>>): string[] {
  const db = new Sqlite(path, { readonly: true });
  try {
    return Object.entries(scales).flatMap(([prefix, scale]) => {
      const { rows, clicks } = db
        .prepare<{ like: string }, { rows: number; clicks: number }>(
          `SELECT COUNT(*) AS rows, SUM(d.clicks) AS clicks FROM ad_days d JOIN ads a USING (ad_id) WHERE a.ad_name LIKE :like`,
        )
        .get({ like: `${prefix}-%` }) ?? { rows: 0, clicks: 0 };
      let expected = 0;
      for (let day = 0; day < DAYS; day += 1) {
        for (let ad = 0; ad < ADS; ad += 1) expected += scale * (10 + ((ad * 7 + day) % 13));
      }
      return rows === ADS * DAYS && clicks === expected
        ? []
        : [`${prefix}: ${rows} rows and ${clicks} clicks, not ${ADS * DAYS} and ${expected}`];
    });
  } finally {
    db.close();
  }
}

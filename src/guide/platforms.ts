/** The page `creo help platforms`: which exports are read, what is taken from them, and how they are told apart. */
import { PLATFORMS } from '../ingest/platforms/index.js';
import type { Platform, Role } from '../ingest/roles.js';

const INTRODUCTION = `Exports that creo reads

  csv, tsv, xlsx, .gz and .zip of them, or - for stdin; a folder takes all in it. The platform, language, encoding,
  separator, header line and date order are found in the file and said; --platform, --currency, --account and
  --date-order decide where the file leaves doubt. In any other table --column names which column is which.

  The best export has one row per ad and day, with the ad's name and id: results by day show fatigue, ads link to
  creatives by name, and a period that is imported again replaces its old figures.

  Meta Ads      Ads Manager > Reports > Export table data; level Ads, breakdown By time > Day
  TikTok Ads    Reporting > Custom report; dimensions Ad name, Ad ID, By day
  Google Ads    Campaigns or Ads; segment Time > Day, then Download

  Not counted twice   total rows are left out and used as a check; a 7-day total over daily rows is refused unless
                      --replace says which should stand
  Clicks              link or destination clicks where the platform tells them apart
  Conversions         purchases when a file holds several kinds; --conversion NAME chooses, and is remembered
  Money               the file's currency, else --currency; two currencies are never added

What is taken from each (the English header first; others in the brackets' languages are known too)
`;

const SHOWN: readonly (readonly [string, Role])[] = [
  ['impressions', 'impressions'],
  ['clicks', 'clicks'],
  ['all clicks', 'allClicks'],
  ['spend', 'spend'],
  ['purchases', 'purchases'],
  ['conversions', 'conversions'],
  ['revenue', 'revenue'],
  ['early plays', 'plays3s'],
  ['long plays', 'thruplays'],
];

export const platformsPage = (): string => [INTRODUCTION, ...PLATFORMS.map(entry)].join('\n');

function entry({ id, title, columns }: Platform): string {
  const languages = new Set(Object.values(columns).flatMap((spellings) => Object.keys(spellings)));
  const lines = SHOWN.flatMap(([what, role]) => {
    const [first] = Object.values(columns[role] ?? {}).flat();
    return first === undefined ? [] : [`    ${what.padEnd(12)} ${first}`];
  });
  return [`  ${title} (--platform ${id}) [${[...languages].sort().join(' ')}]`, ...lines, ''].join('\n');
}

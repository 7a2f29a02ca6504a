/** Performance in: import, its list and undo, results by hand, matching and naming. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { DecimalSign } from '../ingest/numbers.js';
import type { DateOrder, Role } from '../ingest/roles.js';
import { day, examples } from './flags.js';
import { runCommand } from './run-command.js';

interface ImportFlags {
  platform?: string;
  currency?: string;
  account?: string;
  conversion?: string;
  dateOrder?: DateOrder;
  decimal?: DecimalSign;
  from?: string;
  to?: string;
  column?: ReadonlyMap<Role, string>;
  dryRun?: boolean;
  skipBadRows?: boolean;
  replace?: boolean;
}

export function registerImports(program: Command): void {
  program
    .command('import')
    .description('import exports of ad platforms: csv, tsv, txt, xlsx, gz, zip, folders of them, or - for stdin')
    .argument('<path...>', 'files or folders')
    .option('--platform <id>', 'which platform wrote the file, where the header does not tell')
    .option('--currency <code>', 'currency of the amounts, where the file does not tell')
    .option('--account <name>', 'account of the ads, where the file does not tell')
    .option('--conversion <name>', 'column or kind of result that counts as a conversion; remembered for the account')
    .addOption(new Option('--date-order <order>', 'how 3/4/2026 is meant').choices(['dmy', 'mdy', 'ymd']))
    .addOption(new Option('--decimal <sign>', 'how 1,234 is meant: the sign before decimals').choices(['.', ',']))
    .option('--from <day>', 'first day of a file without days', day)
    .option('--to <day>', 'last day of a file without days', day)
    .option('--column <role=header>', 'which column is what, by header or #number; repeatable', columnRole)
    .option('--dry-run', 'say what would happen and write nothing')
    .option('--skip-bad-rows', 'leave out rows that cannot be read instead of refusing the file')
    .option('--replace', 'this file stands where older rows tell of the same delivery at another level or grain')
    .addHelpText(
      'after',
      examples(
        'creo import Campaigns-1-Sep-2024.csv',
        'creo import exports/ --currency EUR',
        'creo import report.csv --dry-run',
        'creo import old.csv --from 2026-01-01 --to 2026-01-31',
      ),
    )
    .action((paths: string[], flags: ImportFlags, command: Command) =>
      runCommand(
        command,
        { createsStore: !flags.dryRun, load: () => import('../commands/import.js') },
        {
          paths,
          platform: flags.platform ?? null,
          currency: flags.currency ?? null,
          account: flags.account ?? null,
          conversion: flags.conversion ?? null,
          dateOrder: flags.dateOrder ?? null,
          decimal: flags.decimal ?? null,
          from: flags.from ?? null,
          to: flags.to ?? null,
          columns: flags.column ?? new Map<Role, string>(),
          dryRun: flags.dryRun ?? false,
          skipBadRows: flags.skipBadRows ?? false,
          replace: flags.replace ?? false,
        },
      ),
    );
}

const COLUMN_ROLES: readonly Role[] = [
  'account',
  'campaign',
  'campaignId',
  'adGroup',
  'adGroupId',
  'ad',
  'adId',
  'creativeFile',
  'utmSource',
  'utmCampaign',
  'utmContent',
  'day',
  'dateStart',
  'dateEnd',
  'currency',
  'impressions',
  'clicks',
  'spend',
  'spendMicros',
  'conversions',
  'revenue',
  'plays3s',
  'thruplays',
  'segment',
];

function columnRole(text: string, previous: ReadonlyMap<Role, string> = new Map()): Map<Role, string> {
  const at = text.indexOf('=');
  const role = COLUMN_ROLES.find((known) => known === text.slice(0, Math.max(0, at)).trim());
  const header = text.slice(at + 1).trim();
  if (role === undefined || header === '')
    throw new InvalidArgumentError(`It must be ROLE=HEADER, with a role of ${COLUMN_ROLES.join(', ')}.`);
  return new Map(previous).set(role, header);
}

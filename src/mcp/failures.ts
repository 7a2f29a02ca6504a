/** Errors of the answers as errors of a tool, with what to do in the words of its arguments. */
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { messageOf, UserError, withoutCommandLine } from '../errors.js';
import { harmlessLines } from '../show/harmless.js';

const RESULTS_HINT =
  'Ask for a wider range: leave out from, to, currency and platform; else exports have to be imported first';

/** What a call can do where a person at the command line would use a flag. */
const HINTS: Readonly<Record<string, string>> = {
  NO_STORE:
    'There is nothing to ask about yet: the person at this machine has to import an export of an ad platform first',
  NO_RESULTS: RESULTS_HINT,
  NO_SPEND: RESULTS_HINT,
  NO_CREATIVES: 'Creatives come with the first import or with added media',
  NO_REVENUE: 'Give `value`, the worth of one conversion',
  NO_CLICKS: 'Ask with metric "roas"',
  NO_SUCH_CREATIVE: 'Give the name as the tool list has it, to the letter',
  NO_SUCH_RUN: 'Leave out runId to take the run in use',
  NO_SUCH_CLUSTER: 'The tool clusters gives the numbers',
  NOT_CLUSTERED: 'The creatives have to be grouped first, by the person at this machine',
  MIXED_CURRENCIES: 'Give `currency`, such as "USD"',
  SEVERAL_CLIENTS: 'Give `client`; or `acrossClients` where all of them together are asked for',
  TWO_CURRENCIES: 'Give one of `currency` and `convert`',
  SEVERAL_SOURCES: 'Give `source`',
  NO_DAILY_RESULTS: 'Ask for a longer range of days, or without a creative; reports have to be exported by day',
  NO_TAGS: 'Leave out `tags` to compare all; else creatives have to be tagged first',
  NO_PLANS: 'A plan is scored once one that is followed was kept',
  NO_CURRENCY: 'Give `currency`, such as "USD"',
  NO_FIGURES: 'Give at least one figure, such as spend and clicks',
  BAD_DAY: 'Give the day as YYYY-MM-DD',
  NOTHING_TO_TAG: 'Give `set` or `remove`',
  STORE_BUSY: 'Another program is writing; call again in a moment',
  STORE_OLDER: 'The person at this machine has to run a command that writes, which brings the store up to date',
  UNKNOWN_FILE: 'Name an export of an ad platform; a table of another kind is imported by the person at this machine',
  UNKNOWN_PLATFORM: 'Leave out `platform`, or take one of those',
};

/** The result of a call that failed. A bug is told in one line; `report` gets all of it. */
export function failed(thrown: unknown, report: (error: unknown) => void): CallToolResult {
  const { code, message, hint } = failureOf(thrown, report);
  const text = hint === undefined ? `${code}: ${message}` : `${code}: ${message}\nhint: ${hint}`;
  return {
    isError: true,
    content: [{ type: 'text', text: harmlessLines(text) }],
    _meta: { 'creo/error': { code, message, ...(hint === undefined ? {} : { hint }) } },
  };
}

interface Failure {
  code: string;
  message: string;
  hint?: string | undefined;
}

function failureOf(thrown: unknown, report: (error: unknown) => void): Failure {
  if (thrown instanceof UserError) {
    const { code, message, hint } = thrown;
    return { code, message: inArguments(message), hint: HINTS[code] ?? withoutCommandLine(hint) };
  }
  if (thrown instanceof Error && 'code' in thrown && /^SQLITE_(BUSY|LOCKED)/.test(String(thrown.code))) {
    return { code: 'STORE_BUSY', message: 'The store is locked', hint: HINTS.STORE_BUSY };
  }
  report(thrown);
  return { code: 'BUG', message: messageOf(thrown), hint: 'This is a bug in creo: the log of the server has more' };
}

/** A message that names flags, with the arguments of the same names: `--break-even` is `breakEven`. */
const inArguments = (message: string): string =>
  message.replace(/--([a-z][a-z-]*)/g, (_, flag: string) =>
    flag.replace(/-([a-z])/g, (__, letter: string) => letter.toUpperCase()),
  );

/** Flags that creo's servers share: where they listen, who may ask, and which metrics they show. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { currencyCode, wholeNumber } from './flags.js';
import { type ScopeFlags, scopeOf, withScopeFlags } from './result-flags.js';

export interface ListenFlags {
  port: number;
  host: string;
  token?: string;
  tokenFile?: string;
  basicAuth?: string;
}

/** `variables` is the beginning of the environment variables that stand in for the secrets, such as CREO_API. */
export const withListenFlags = (command: Command, defaultPort: number, variables: string): Command =>
  command
    .option('--port <number>', 'port to listen on; 0 takes a free one', port, defaultPort)
    .option('--host <address>', 'address to listen on; any but this machine needs a token', '127.0.0.1')
    .addOption(new Option('--token <text>', 'bearer token that a request must send').env(`${variables}_TOKEN`))
    .addOption(new Option('--token-file <path>', 'file with the token').env(`${variables}_TOKEN_FILE`))
    .addOption(
      new Option('--basic-auth <user:password>', 'or this name and password')
        .env(`${variables}_BASIC_AUTH`)
        .argParser(userPassword),
    );

export const listening = ({ host, port: number, token, tokenFile, basicAuth }: ListenFlags) => ({
  host,
  port: number,
  token: token || null,
  tokenFile: tokenFile || null,
  basicAuth: basicAuth || null,
});

/** What the metrics show, and how much of it. */
export interface ShownFlags extends ScopeFlags {
  currency?: string;
  recentDays: number;
  maxCampaigns: number;
  maxCreatives: number;
  maxClusters: number;
  pooled: boolean;
}

export const withShownFlags = (command: Command): Command =>
  withScopeFlags(command)
    .option('--currency <code>', 'only results in this currency (needed when the store has several)', currencyCode)
    .option('--recent-days <days>', 'length of the recent period, up to the last day with results', wholeNumber(1), 7)
    .option('--max-campaigns <n>', 'campaigns with series of their own; the rest is summed', wholeNumber(1), 2000)
    .option('--max-creatives <n>', 'creatives with series, largest spend first', wholeNumber(0), 200)
    .option('--max-clusters <n>', 'clusters with series, largest spend first', wholeNumber(0), 100)
    .option('--no-pooled', 'leave out the pooled rates of creatives, which take a second or more after a change');

export const shown = ({
  currency,
  recentDays,
  maxCampaigns,
  maxCreatives,
  maxClusters,
  pooled,
  ...flags
}: ShownFlags) => ({
  isPooled: pooled,
  figures: { currency: currency ?? null, recentDays, maxCreatives, maxClusters, scope: scopeOf(flags) },
  limits: { campaigns: maxCampaigns, creatives: maxCreatives, clusters: maxClusters },
});

function port(text: string): number {
  const value = wholeNumber(0)(text);
  if (value > 65_535) throw new InvalidArgumentError('It must be a port from 0 to 65535.');
  return value;
}

export function userPassword(text: string): string {
  if (text !== '' && !/^[^:]+:./.test(text)) throw new InvalidArgumentError('It must be USER:PASSWORD.');
  return text;
}

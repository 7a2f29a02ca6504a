/** The one currency of a file: two are never added up. */
import { UserError } from '../errors.js';
import type { Columns, Warning } from './columns.js';
import { currencyOf, isCurrencyCode } from './currencies.js';
import type { Layout } from './detect.js';
import { noRows } from './file-period.js';
import { OpenQuestion } from './open-question.js';
import { statedCurrency } from './stated-currency.js';
import type { Survey } from './survey.js';

/**
 * The currency that the file says, else the one that was asked for; null where amounts are only added to rows of the store.
 * Throws OpenQuestion NO_CURRENCY, UserError MIXED_CURRENCIES, CURRENCY_CONFLICT and NO_ROWS.
 */
export function currencyFor(
  { platform, headers, firstRows, preamble }: Layout,
  { at }: Columns,
  found: Survey,
  asked: string | null,
  fillsIn: boolean,
  warnings: Warning[],
): string | null {
  const money = [at.spend, at.spendMicros, at.revenue].filter((column) => column !== undefined);
  const inHeaders = money.map((column) => headers[column]).filter((header) => header?.currency);
  const sure = new Set([
    ...inHeaders.filter((header) => !header?.currencyIsGuess).map((header) => header?.currency ?? ''),
    ...[...found.cellCurrencies].filter(([, isGuess]) => !isGuess).map(([code]) => code),
    ...found.columnCurrencies,
  ]);
  const stated = statedCurrency(preamble);
  if (sure.size === 0 && stated !== null) sure.add(stated);
  const [first, second] = [...sure];
  if (first !== undefined && second !== undefined) {
    throw new UserError(
      'MIXED_CURRENCIES',
      `The file holds amounts in ${first} and in ${second}: they are never added up`,
      'Export each currency (usually each account) to its own file',
    );
  }
  if (first !== undefined) {
    if (asked !== null && asked !== first) {
      throw new UserError(
        'CURRENCY_CONFLICT',
        `The file says its amounts are in ${first}, not ${asked}`,
        `Leave --currency out, or say --currency ${first}`,
      );
    }
    return first;
  }
  if (asked !== null) return asked;
  if (platform.currency !== undefined) return platform.currency;
  const guess = inHeaders[0]?.currency ?? [...found.cellCurrencies.keys()][0];
  if (guess !== undefined && guess !== null) {
    warnings.push({
      code: 'CURRENCY_GUESSED',
      message: `the currency sign stands for several currencies: ${guess} was taken; --currency says otherwise`,
    });
    return guess;
  }
  if (firstRows.length === 0) throw noRows();
  // Amounts that are added to rows of the store are in the currency of those.
  if (fillsIn) return null;
  throw new OpenQuestion(
    'currency',
    'NO_CURRENCY',
    'The file does not say which currency its amounts are in',
    'Say it with --currency, for example --currency USD',
  );
}

/** A code given by hand. Throws UserError BAD_CURRENCY. */
export function checkedCurrency(text: string): string {
  const code = text.trim().toUpperCase();
  if (isCurrencyCode(code)) return code;
  throw new UserError(
    'BAD_CURRENCY',
    `"${text}" is not a currency code`,
    `Give an ISO 4217 code such as ${currencyOf(text)?.code ?? 'USD'}`,
  );
}

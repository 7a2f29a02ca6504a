/** What counts as a conversion in a file: one decision per file, made by rule and said. */

import { UserError } from '../errors.js';
import { tidy } from '../units.js';
import type { Columns, Warning } from './columns.js';
import { type Header, headerKey } from './headers.js';
import { OpenQuestion } from './open-question.js';

export interface ConversionChoice {
  /** The column taken; null when the file holds none that is sure. */
  column: number | null;
  /** Only rows of these kinds count (lower case); null: every row. */
  kinds: ReadonlySet<string> | null;
  /** What was taken, in words; null when nothing was. */
  label: string | null;
  warnings: readonly Warning[];
}

const PURCHASE = /purchase|покуп|compra|käuf|kauf|achat|acquist|zakup|satın|購入|complete.?payment/i;
/** Kinds of `Results` that are steps on the way and not what the money is spent for. */
const NOT_A_CONVERSION =
  /link.?click|landing.?page|profile.?visit|engagement|thruplay|video|\bplays?\b|reach|impression|\bviews?\b|post|page.?like|охват|показ|клик|просмотр|alcance|clic|reichweite|klick|portée|copertura/i;

/**
 * `kinds` are the sums of results by their kind in the file, '' for rows without one; `conversion` is what the user asks
 * for, now or for an earlier file of the account: a column or a kind.
 * Throws UserError UNKNOWN_CONVERSION when what was asked for now is neither, and OpenQuestion CHOOSE_CONVERSION when it is a column of
 * results of several kinds, which are never added up.
 */
export function chooseConversions(
  headers: readonly Header[],
  columns: Columns,
  kinds: ReadonlyMap<string, number>,
  {
    conversion: wanted,
    conversionIsRemembered: isRemembered,
  }: { conversion: string | null; conversionIsRemembered: boolean },
  kindsOverlap: boolean,
): ConversionChoice {
  const { at, windows } = columns;
  const name = (column: number): string => headers[column]?.text ?? '';
  const take = (column: number, only: readonly string[] | null, warnings: Warning[] = []): ConversionChoice => ({
    column,
    kinds: only && new Set(only.map((kind) => kind.toLowerCase())),
    label: only ? `${name(column)}: ${only.join(' + ')}` : name(column),
    warnings,
  });
  const none = (code: string, message: string): ConversionChoice => ({
    column: null,
    kinds: null,
    label: null,
    warnings: [{ code, message }],
  });
  const known = [...kinds.keys()].filter((kind) => kind !== '');
  const listed = [...kinds]
    .filter(([kind, sum]) => kind !== '' || sum !== 0)
    .map(([kind, sum]) => `${kind === '' ? 'no kind' : kind}: ${tidy(sum)}`)
    .join(', ');
  const hasSeveral = known.filter((kind) => kind !== MIXED).length + ((kinds.get('') ?? 0) !== 0 ? 1 : 0) > 1;
  const isMixture = (column: number): boolean =>
    hasSeveral && (columns.results.includes(column) || column === at.results);
  const counted = at.results ?? columns.results[0] ?? at.conversions;
  const example = realKinds(known)[0] ?? known[0];
  const mixture = (column: number): OpenQuestion =>
    new OpenQuestion(
      'conversion',
      'CHOOSE_CONVERSION',
      `"${name(column)}" holds results of several kinds, which are not one another's and must not be added up (${listed})`,
      `Choose one kind, for example --conversion "${example}"`,
    );

  if (wanted !== null) {
    const column = headers.findIndex(
      ({ text, key }) => headerKey(text) === headerKey(wanted) || (key === headerKey(wanted) && !text.includes('[')),
    );
    if (column >= 0 && isMixture(column) && !isRemembered) throw mixture(column);
    if (column >= 0 && !isMixture(column)) return take(column, null);
    const kind = known.find((candidate) => candidate.toLowerCase() === wanted.toLowerCase());
    if (kind !== undefined && counted !== undefined) return take(counted, [kind]);
    if (!isRemembered)
      throw new UserError(
        'UNKNOWN_CONVERSION',
        `The file has no column and no kind of result called "${wanted}"`,
        `--conversion can be ${[...known, ...windows.map(name)].map((choice) => `"${choice}"`).join(', ') || 'the header of a column'}`,
      );
  }
  if (kindsOverlap && known.length > 1) {
    throw new OpenQuestion(
      'conversion',
      'CHOOSE_CONVERSION',
      `The rows are of several kinds that describe the same delivery and must not be added up (${listed})`,
      `Choose one, for example --conversion "${known[0]}"`,
    );
  }
  for (const column of [at.purchases, at.conversions])
    if (column !== undefined && isMixture(column)) throw mixture(column);
  if (at.purchases !== undefined) return take(at.purchases, null);
  if (at.conversions !== undefined) return take(at.conversions, kindsOverlap && known.length === 1 ? known : null);
  const windowed = windows.filter((column) => column !== at.revenue);
  const [onlyWindow] = windowed;
  if (windowed.length === 1 && onlyWindow !== undefined) return take(onlyWindow, null);
  if (windowed.length > 1) {
    return none(
      'CHOOSE_WINDOW',
      `conversions stand there by attribution window (${windowed.map(name).join(', ')}), which are alternatives: none was taken; choose with --conversion`,
    );
  }
  if (at.results === undefined) return { column: null, kinds: null, label: null, warnings: [] };
  if (known.length === 0) {
    return none(
      'RESULTS_WITHOUT_KIND',
      `"${name(at.results)}" has no column that says what the results are, so they are not taken for conversions; --conversion "${name(at.results)}" takes them`,
    );
  }
  const real = realKinds(known);
  const [only] = real;
  if (only !== undefined && real.length === 1) {
    const rest = known.filter((kind) => kind !== only);
    const said =
      rest.length === 0
        ? []
        : [
            {
              code: 'CONVERSION_CHOICE',
              message: `conversions are "${only}"; results of other kinds are left out (${listed})`,
            },
          ];
    return take(at.results, [only], said);
  }
  return none(
    'CHOOSE_CONVERSION',
    `the results are of ${real.length === 0 ? 'kinds that are no conversions' : 'several kinds'} (${listed}): none was taken; choose with --conversion, for example --conversion "${example}"`,
  );
}

/** The kind of Meta's total rows. */
const MIXED = 'mixed';

/** The kinds that money is spent for: purchases where there are any, else what is no step on the way. */
function realKinds(known: readonly string[]): readonly string[] {
  const purchases = known.filter((kind) => PURCHASE.test(kind));
  return purchases.length > 0 ? purchases : known.filter((kind) => !NOT_A_CONVERSION.test(kind) && kind !== MIXED);
}

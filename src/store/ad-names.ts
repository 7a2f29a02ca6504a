/** Names of ads and of what is above them: what finds an ad in files that leave its id out. */
export interface Names {
  campaign: string | null;
  adGroup: string | null;
  adName: string | null;
}

const KEY_SEPARATOR = '\u001f';

/** Campaign, ad group and ad in one text. */
export const nameKeyOf = ({ campaign, adGroup, adName }: Names): string =>
  [campaign, adGroup, adName].map((name) => name ?? '').join(KEY_SEPARATOR);

/** The name of the object itself, without those of its parents; '' for none. */
export const ownNameOf = ({ campaign, adGroup, adName }: Names): string => adName ?? adGroup ?? campaign ?? '';

/** An account that one side does not name is no difference. */
export const fitsAccount = (a: string, b: string): boolean => a === b || a === '' || b === '';

/** Whether two descriptions agree where both say something. */
export const agree = (a: Names, b: Names): boolean =>
  (['campaign', 'adGroup', 'adName'] as const).every(
    (name) => a[name] === null || b[name] === null || a[name] === b[name],
  );

/** What is said of ids that do not tell ads apart. */
import { UserError } from '../../errors.js';
import type { Warning } from '../../ingest/columns.js';
import type { IdTrouble, RowReading } from '../../ingest/row-reading.js';

/** Whether a file tells the objects of its level apart without their ids. */
export function namesAds({ level, columns: { at, texts } }: RowReading): boolean {
  switch (level) {
    case 'ad':
      return (at.ad ?? at.creativeFile ?? at.utmContent ?? texts[0]) !== undefined;
    case 'ad_group':
      return at.adGroup !== undefined;
    case 'campaign':
      return (at.campaign ?? at.utmCampaign) !== undefined;
    case 'account':
      return true;
  }
}

export const idsIgnored = ({ kind, shown, names }: IdTrouble): Warning => ({
  code: 'IDS_IGNORED',
  message:
    kind === 'shared'
      ? `the id ${shown} stands under ${names} names at once, so the ids of this file are no identity (a spreadsheet keeps 15 digits of a number): ads are told apart by name`
      : `all ids end in zeros after 15 digits (such as ${shown}), as a spreadsheet cuts them: they are no identity, ads are told apart by name`,
});

export const idsAreCut = (shown: string): UserError =>
  new UserError(
    'IDS_CUT',
    `the ids of the file are cut (such as ${shown}), as a spreadsheet does to numbers of more than 15 digits, and it has no names to tell the ads apart`,
    'Export it again and do not save it in a spreadsheet, or add the column of the names',
  );

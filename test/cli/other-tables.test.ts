/** Tables that are no ads report, given to `creo import`: the command that reads them is named. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAgencyFiles } from '../helpers/agency.js';
import { emptyFolder, runCreo } from '../helpers/run-creo.js';

const ORDERS = `Name,Created at,Financial Status,Total,Currency,Lineitem name,Note Attributes
#1001,2026-09-08 10:00:00 +0200,paid,50.00,EUR,Mug,utm_content: acme_unbox
`;

test('analytics, orders and rates of exchange are sent to the command that reads them', async () => {
  const cwd = emptyFolder();
  writeAgencyFiles(cwd);
  writeFileSync(join(cwd, 'orders.csv'), ORDERS);
  for (const [file, hint] of [
    ['ga4.csv', '--as conversions'],
    ['orders.csv', 'creo import orders.csv --as conversions'],
    ['eurofxref-hist.csv', 'creo rates import eurofxref-hist.csv'],
  ] as const) {
    const { status, stderr } = await runCreo(['import', file], { cwd });
    expect([file, status]).toEqual([file, 1]);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain('a map to fill in');
  }
  const watched = await runCreo(['watch', '.', '--once', '--settle', '0', '--currency', 'USD'], { cwd });
  expect(watched.stderr).toContain('rejected orders.csv: orders.csv holds conversions of shopify');
});

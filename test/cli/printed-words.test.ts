/** What the headline of a plan says is what the plan does. */
import { expect, test } from 'vitest';
import { addMembers, storeIn } from '../helpers/campaign.js';
import { emptyFolder, runCreo } from '../helpers/run-creo.js';

async function printed(revenueOfOne: number, currency: string): Promise<string> {
  const cwd = emptyFolder();
  const db = storeIn(cwd);
  addMembers(
    db,
    [60, 55, 50].map((conversions, at) => ({
      name: `ad-${at}`,
      clicks: 1000,
      conversions,
      spendMicros: 500_000_000,
      revenueMicros: conversions * revenueOfOne * 1_000_000,
      currency,
    })),
  );
  db.close();
  return (await runCreo(['recommend', '--budget', '1000'], { cwd })).stdout;
}

test('a plan that earns is to be scaled, one that loses is not', async () => {
  expect(await printed(40, 'USD')).toMatch(/^Scale\n/);
  expect(await printed(2, 'USD')).toMatch(/^Do not scale: /);
});

test('an account in euros reads of no dollars', async () => {
  const text = await printed(40, 'EUR');
  expect(text).toContain('€');
  expect(text).not.toMatch(/\$|dollar/i);
});

/** Tables into ClickHouse: each is filled beside the real one, whose partition of the run is then exchanged at once. */
import type { ClickHouseClient } from '@clickhouse/client';
import type { WarehouseAddress } from './address.js';
import { clickHouseClient, greet } from './clickhouse.js';
import { tableName } from './clickhouse-sql.js';
import { explainedFailure } from './failures.js';
import { lots, type RunStamp, type Written, type WrittenColumn, type WrittenTable } from './write-tables.js';

const TYPES: Record<WrittenColumn['type'], string> = { text: 'String', integer: 'Int64', number: 'Float64' };

/** Throws UserError; the tables are then what they were, but for those of the list that were exchanged before. */
export async function writeClickHouse(
  address: WarehouseAddress,
  tables: readonly WrittenTable[],
  { runId }: RunStamp,
): Promise<Written[]> {
  const client = clickHouseClient(address);
  const drafts = tables.map((table) => ({ table, draft: `${table.name}_draft_${process.pid}`, rows: 0 }));
  try {
    await greet(client, address);
    for (const one of drafts) {
      await client.command({
        query: `CREATE TABLE IF NOT EXISTS ${tableName(one.table.name)} ${definition(one.table)}`,
      });
      await client.command({ query: `DROP TABLE IF EXISTS ${tableName(one.draft)}` });
      await client.command({ query: `CREATE TABLE ${tableName(one.draft)} ${definition(one.table)}` });
      one.rows = await fill(client, one.draft, one.table);
    }
    for (const { table, draft, rows } of drafts) {
      const change = rows === 0 ? `DROP PARTITION ${runId}` : `REPLACE PARTITION ${runId} FROM ${tableName(draft)}`;
      await client.command({ query: `ALTER TABLE ${tableName(table.name)} ${change}` });
    }
    return drafts.map(({ table, rows }) => ({ table: table.name, rows }));
  } catch (thrown) {
    throw explainedFailure(thrown, address);
  } finally {
    // Where the server is gone, so are the drafts' makers: the next export with this number drops them.
    for (const { draft } of drafts)
      await client.command({ query: `DROP TABLE IF EXISTS ${tableName(draft)}` }).catch(() => {});
    await client.close();
  }
}

function definition({ columns }: WrittenTable): string {
  const typed = columns.map(
    ({ name, type, isStamp }) => `${tableName(name)} ${isStamp ? TYPES[type] : `Nullable(${TYPES[type]})`}`,
  );
  return `(${typed.join(', ')}) ENGINE = MergeTree() PARTITION BY run_id ORDER BY exported_at`;
}

async function fill(client: ClickHouseClient, draft: string, { rows, columns }: WrittenTable): Promise<number> {
  let sent = 0;
  for (const values of lots(rows())) {
    await client.insert({
      table: tableName(draft),
      values,
      format: 'JSONEachRow',
      columns: columns.map(({ name }) => name) as [string, ...string[]],
    });
    sent += values.length;
  }
  return sent;
}

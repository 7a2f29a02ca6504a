/** Tables into PostgreSQL, all in one transaction. */
import type { WarehouseAddress } from './address.js';
import { explainedFailure } from './failures.js';
import { postgresClient } from './postgres.js';
import { quoteName, tableName } from './postgres-sql.js';
import { lots, type RunStamp, type Written, type WrittenColumn, type WrittenTable } from './write-tables.js';

const TYPES: Record<WrittenColumn['type'], string> = { text: 'text', integer: 'bigint', number: 'double precision' };

/** Throws UserError; the tables are then what they were. */
export async function writePostgres(
  address: WarehouseAddress,
  tables: readonly WrittenTable[],
  { runId }: RunStamp,
): Promise<Written[]> {
  const client = await postgresClient(address);
  const written: Written[] = [];
  try {
    await client.query('BEGIN');
    for (const table of tables) {
      const name = tableName(table.name);
      const columns = table.columns.map((column) => quoteName(column.name)).join(', ');
      const typed = table.columns.map(
        (column) => `${quoteName(column.name)} ${TYPES[column.type]}${column.isStamp ? ' NOT NULL' : ''}`,
      );
      await client.query(`CREATE TABLE IF NOT EXISTS ${name} (${typed.join(', ')})`);
      await client.query(`DELETE FROM ${name} WHERE run_id = $1`, [runId]);
      let rows = 0;
      for (const lot of lots(table.rows())) {
        await client.query(
          `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1::json)`,
          [JSON.stringify(lot)],
        );
        rows += lot.length;
      }
      written.push({ table: table.name, rows });
    }
    await client.query('COMMIT');
    return written;
  } catch (thrown) {
    throw explainedFailure(thrown, address);
  } finally {
    // Without a COMMIT the end of the connection takes everything back.
    await client.end().catch(() => {});
  }
}

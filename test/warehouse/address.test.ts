/** Addresses of warehouses, and what of them is shown. */
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { isAddress, parseAddress, withoutPassword } from '../../src/warehouse/address.js';

test('an address has an engine, a place, a user, a database and a table; its label has no password', () => {
  expect(parseAddress('clickhouse://ann:s%40f%2Fe@warehouse:9123/marketing/ad_report')).toEqual({
    kind: 'clickhouse',
    host: 'warehouse',
    port: 9123,
    user: 'ann',
    password: 's@f/e',
    database: 'marketing',
    table: 'ad_report',
    tls: false,
    certificates: null,
    label: 'clickhouse://ann@warehouse:9123/marketing/ad_report',
  });
  expect(parseAddress('postgresql://127.0.0.1/db/schema.table')).toMatchObject({
    kind: 'postgres',
    port: 5432,
    user: null,
    password: null,
    table: 'schema.table',
    label: 'postgres://127.0.0.1/db/schema.table',
  });
});

test('TLS is asked for in ClickHouse addresses, and expected of PostgreSQL on other machines', () => {
  const read = (text: string): [boolean, number] => {
    const { tls, port } = parseAddress(text);
    return [tls, port];
  };
  expect(read('clickhouse://host/db')).toEqual([false, 8123]);
  expect(read('clickhouses://host/db')).toEqual([true, 8443]);
  expect(read('clickhouse://host:443/db?secure=1')).toEqual([true, 443]);
  expect(read('clickhouse://host/db?secure=0')).toEqual([false, 8123]);
  expect(read('postgres://localhost/db')).toEqual([false, 5432]);
  expect(read('postgres://[::1]/db')).toEqual([false, 5432]);
  expect(read('postgres://host/db')).toEqual([true, 5432]);
  expect(read('postgres://host/db?sslmode=disable')).toEqual([false, 5432]);
  expect(read('postgres://localhost/db?sslmode=require')).toEqual([true, 5432]);
});

test.each([
  'mysql://root:secret@host/db',
  'postgres://host',
  'clickhouse://host/a/b/c',
  'clickhouse://a:se%zzcret@host/db',
])('%s is refused without its password', (text) => {
  expect(isAddress(text)).toBe(true);
  try {
    parseAddress(text);
    expect.unreachable();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(UserError);
    if (thrown instanceof UserError) {
      expect(thrown.code).toBe('BAD_ADDRESS');
      expect(`${thrown.message} ${thrown.hint}`).not.toMatch(/secret|cret@/);
    }
  }
});

test('files are no addresses', () => {
  for (const path of ['export.csv', 'C:\\exports\\a.csv', './a:b.csv', '-']) expect(isAddress(path)).toBe(false);
});

test('a password is taken out of what a server or a driver says, also where it is encoded', () => {
  expect(withoutPassword('no user a:p/w at http://a:p%2Fw@host', 'p/w')).toBe('no user a:*** at http://a:***@host');
  expect(withoutPassword('fine', null)).toBe('fine');
});

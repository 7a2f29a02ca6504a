/** Files as they come from platforms, spreadsheets and mail: what is in them is found by their bytes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { headOf } from '../../src/files/byte-file.js';
import { findExports } from '../../src/files/find-exports.js';
import { openExport } from '../../src/files/open-export.js';
import { emptyFolder } from '../helpers/run-creo.js';
import { workbookOf, zipOf } from '../helpers/zip.js';

const TEXT = 'Campaign,Spend\nОсень,"1,5"\nАвтомне ü,2\n';

function put(name: string, content: string | Buffer): string {
  const path = join(emptyFolder(), name);
  writeFileSync(path, content);
  return path;
}

async function tablesOf(path: string): Promise<{ label: string; encoding: string; text: string }[]> {
  const opened = await openExport(path);
  try {
    return opened.tables.map(({ label, encoding, open }) => ({
      label: label.replace(path, ''),
      encoding,
      text: headOf(open(), 1 << 20).toString('utf8'),
    }));
  } finally {
    opened.close();
  }
}

async function codeOf(path: string): Promise<string> {
  try {
    (await openExport(path)).close();
    return 'opened';
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.code;
    throw thrown;
  }
}

const utf16 = (text: string, isBig: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

test.each<[string, Buffer, string]>([
  ['UTF-8', Buffer.from(TEXT), 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
  ['UTF-16LE with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(TEXT, false)]), 'utf-16le'],
  [
    'UTF-16LE with a mark and a stray byte at the end',
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(TEXT, false), Buffer.from([10])]),
    'utf-16le',
  ],
  ['UTF-16BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(TEXT, true)]), 'utf-16be'],
  ['UTF-16LE without a mark', utf16(`Campaign,Spend,Impressions,Clicks\n${TEXT}`, false), 'utf-16le'],
])('%s', async (_, bytes, encoding) => {
  const [table] = await tablesOf(put('export.csv', bytes));
  expect(table.encoding).toBe(encoding);
  expect(table.text.endsWith(TEXT)).toBe(true);
});

test('Windows-1251 and Windows-1252 are told apart by how their letters lie', async () => {
  const russian = Buffer.from([0xce, 0xf1, 0xe5, 0xed, 0xfc, 0x3b, 0x31, 0x0a]);
  const french = Buffer.from('Montant d\xe9pens\xe9;No\xebl;\xe9t\xe9\n', 'latin1');
  expect(await tablesOf(put('ru.csv', russian))).toMatchObject([{ encoding: 'windows-1251', text: 'Осень;1\n' }]);
  expect(await tablesOf(put('fr.csv', french))).toMatchObject([
    { encoding: 'windows-1252', text: 'Montant dépensé;Noël;été\n' },
  ]);
});

test('a character cut by the end of a chunk does not make UTF-8 something else', async () => {
  const text = `${'x'.repeat((1 << 20) - 1)}ж${'y'.repeat(1 << 20)}🎬\n`;
  expect(await tablesOf(put('long.csv', text))).toMatchObject([{ encoding: 'utf-8' }]);
});

test('gzip and zip are unpacked whatever the name says, with a table for every file in an archive', async () => {
  expect(await tablesOf(put('export.csv', gzipSync(TEXT)))).toMatchObject([{ text: TEXT }]);
  const archive = zipOf([
    { name: 'a.csv', content: TEXT },
    { name: 'folder/b.tsv', content: 'x\ty\n' },
    { name: '__MACOSX/a.csv', content: 'no' },
    { name: 'readme.md', content: 'no' },
  ]);
  expect(await tablesOf(put('export.csv', archive))).toMatchObject([
    { label: '/a.csv', text: TEXT },
    { label: '/folder/b.tsv', text: 'x\ty\n' },
  ]);
});

test('a workbook gives a table for every filled sheet: days as ISO days, numbers with their own digits, ids whole', async () => {
  const workbook = workbookOf({
    Empty: [],
    Объявления: [
      ['Дата', 'Название', 'Расход', 'ID'],
      [{ serial: 46_266 }, 'a, "b"', 0.1, '120210000000000101'],
      [{ serial: 46_267.5 }, null, 1234.5, 7],
    ],
  });
  const tables = await tablesOf(put('vk.csv', workbook));
  expect(tables).toMatchObject([
    {
      encoding: 'xlsx',
      text: 'Дата,Название,Расход,ID\n2026-09-01,"a, ""b""",0.1,120210000000000101\n2026-09-02 12:00:00,,1234.5,7',
    },
  ]);
});

test('cells of a workbook that show an error keep it, on every sheet and past its last filled column', async () => {
  const workbook = workbookOf({
    'A & B': [['x', 'y'], [], [{ error: '#N/A' }, 2]],
    Second: [['x'], [1, { error: '#DIV/0!' }], [{ error: '#REF!' }]],
  });
  expect(await tablesOf(put('errors.xlsx', workbook))).toMatchObject([
    { text: 'x,y\n,\n#N/A,2' },
    { text: 'x\n1,#DIV/0!\n#REF!' },
  ]);
});

test.each([
  ['', '2026-09-01'],
  ['<workbookPr date1904="0"/>', '2026-09-01'],
  ['<workbookPr backupFile="false" date1904="false"/>', '2026-09-01'],
  ['<workbookPr date1904="1"/>', '2030-09-02'],
  ['<workbookPr backupFile="false" date1904="true"/>', '2030-09-02'],
  ["<x:workbookPr xmlns:x='urn:x' date1904='true'></x:workbookPr>", '2030-09-02'],
])('the days of a workbook count from the year that it says: %s', async (properties, day) => {
  const workbook = workbookOf({ Ads: [['Day'], [{ serial: 46_266 }]] }, properties);
  expect(await tablesOf(put('days.xlsx', workbook))).toMatchObject([{ text: `Day\n${day}` }]);
});

test('days written as text count from no year, and beside others from 1904 they are refused', async () => {
  const sheets = {
    Ads: [
      ['Day', 'Spend'],
      [{ iso: '2026-09-01' }, 5],
    ],
  };
  expect(await tablesOf(put('iso.xlsx', workbookOf(sheets)))).toMatchObject([{ text: 'Day,Spend\n2026-09-01,5' }]);
  const mixed = put('mixed.xlsx', workbookOf(sheets, '<workbookPr date1904="true"/>'));
  expect(await codeOf(mixed)).toBe('UNCLEAR_DAYS');
});

test.each<[string, Buffer | string, string]>([
  ['an empty file', '', 'EMPTY_FILE'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'NOT_TEXT'],
  ['NUL bytes in text', 'a,b\n1,\u00002\n', 'NOT_TEXT'],
  ['an Excel file of before 2007', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'OLD_EXCEL'],
  ['a cut gzip file', gzipSync(TEXT).subarray(0, 30), 'DAMAGED_ARCHIVE'],
  ['a cut zip file', zipOf([{ name: 'a.csv', content: TEXT }]).subarray(0, 60), 'DAMAGED_ARCHIVE'],
  ['a zip without tables', zipOf([{ name: 'a.mp4', content: 'x' }]), 'EMPTY_ARCHIVE'],
  ['a bomb in gzip', gzipSync(Buffer.alloc(80 * 2 ** 20)), 'ARCHIVE_BOMB'],
  ['a bomb in zip', zipOf([{ name: 'a.csv', content: Buffer.alloc(80 * 2 ** 20) }]), 'ARCHIVE_BOMB'],
])('%s is refused', async (_, content, code) => {
  expect(await codeOf(put('export.csv', typeof content === 'string' ? Buffer.from(content) : content))).toBe(code);
});

test('a folder gives the exports in it, in order; a path that is not there is an error', () => {
  const folder = emptyFolder();
  for (const name of ['b.csv', 'a.xlsx', 'notes.md', '.hidden.csv', '~$a.xlsx']) writeFileSync(join(folder, name), 'x');
  expect(findExports([folder])).toEqual([
    { path: join(folder, 'a.xlsx'), isNamed: false },
    { path: join(folder, 'b.csv'), isNamed: false },
  ]);
  expect(() => findExports([join(folder, 'c.csv')])).toThrow(UserError);
  expect(() => findExports([emptyFolder()])).toThrow(UserError);
});

test('a workbook that is not whole is said in one line, without the words of the reader', async () => {
  const parts = [
    [{ name: 'xl/workbook.xml', content: '' }],
    [{ name: 'xl/workbook.xml', content: '<workbook/>' }],
    [
      { name: 'xl/workbook.xml', content: 'nonsense' },
      { name: 'xl/worksheets/sheet1.xml', content: '<worksheet/>' },
    ],
  ];
  for (const entries of parts) {
    const path = put('broken.xlsx', zipOf(entries));
    const thrown: unknown = await openExport(path).catch((error: unknown) => error);
    expect(thrown).toMatchObject({
      message: expect.stringMatching(/^[^\n]*broken\.xlsx (is not a whole Excel workbook|has no filled sheet)$/),
    });
  }
});

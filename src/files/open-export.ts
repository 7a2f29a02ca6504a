/**
 * An export on disk, in a pipe, in gz, zip or a workbook, as tables of UTF-8 bytes. What a file is, its first bytes say,
 * never its name. What only packed files and workbooks need is loaded with the first of them.
 * Tables can be read from the start as often as needed, without a copy in memory.
 */
import { basename } from 'node:path';
import { UserError } from '../errors.js';
import {
  type ByteFile,
  type ByteSource,
  type DiskBytes,
  fileSource,
  headOf,
  lookOver,
  memorySource,
  openFile,
  sourceOnDisk,
} from './byte-file.js';
import { type Encoding, encodingOf } from './encoding.js';
import { cannotOpen, statNamed } from './regular.js';
import type { ArchiveEntry } from './unpack.js';

export interface OpenTable {
  /** The file, and the entry or sheet in it. */
  label: string;
  /** Name to look for a period or a platform in. */
  name: string;
  encoding: Encoding | 'xlsx';
  /** SHA-256 of the file that it came from, or of the entry in an archive. */
  hash: string;
  bytes: number;
  /** The first bytes, in UTF-8. */
  head: Buffer;
  /** A reader from the start. */
  open(): ByteSource;
  /** The text on disk, for another thread; null or absent where it is in memory. */
  disk?: DiskBytes | null;
}

export interface OpenExport {
  tables: OpenTable[];
  close(): void;
}

const HEAD = 1 << 19;
/** A workbook is read whole: more than this unpacked would not fit. */
const LARGEST_WORKBOOK = 600 * 2 ** 20;

/** Throws UserError: EMPTY_FILE, NOT_TEXT, OLD_EXCEL, NO_FILE, and those of archives and workbooks. */
export async function openExport(path: string): Promise<OpenExport> {
  if (path === '-') {
    const { spool } = await import('./unpack.js');
    return openPlain(await spool(process.stdin, null, 'the standard input'), 'stdin');
  }
  const size = sizeOf(path);
  const { file, start } = opened(path);
  if (start[0] === 0x1f && start[1] === 0x8b) {
    file.close();
    const { unpackGzip } = await import('./unpack.js');
    return openPlain(await unpackGzip(path, size), basename(path).replace(/\.gz$/i, ''), path);
  }
  if (start[0] === 0x50 && start[1] === 0x4b && start[2]! <= 8) {
    file.close();
    return openZip(path);
  }
  return openPlain(file, basename(path), path);
}

function sizeOf(path: string): number {
  const facts = statNamed(path);
  if (facts?.isFile()) return facts.size;
  throw new UserError('NO_FILE', `${path} is not a file`, 'Name an exported file, or the folder that holds them');
}

/** The file and its first bytes. Throws UserError: NO_ACCESS, UNREADABLE_FILE. */
function opened(path: string): { file: ByteFile; start: Buffer } {
  let file: ByteFile | undefined;
  try {
    file = openFile(path);
    return { file, start: headOf(fileSource(file), 8) };
  } catch (thrown) {
    file?.close();
    throw cannotOpen(path, thrown);
  }
}

function openPlain(file: ByteFile, name: string, path = name): OpenExport {
  try {
    return { tables: [plainTable(file, name, path)], close: () => file.close() };
  } catch (thrown) {
    file.close();
    throw thrown;
  }
}

/** The table in an open file of text. Throws UserError EMPTY_FILE, OLD_EXCEL, NOT_TEXT. */
export function plainTable(file: ByteFile, name: string, label: string): OpenTable {
  const facts = lookOver(file);
  if (facts.bytes === 0) throw new UserError('EMPTY_FILE', `${label} is empty`, 'Export the report again');
  // A short file needs no large head: folders hold them by the thousand.
  const limit = Math.min(HEAD, facts.bytes * 3 + 16);
  const rawHead = headOf(fileSource(file), limit);
  if (rawHead[0] === 0xd0 && rawHead[1] === 0xcf && rawHead[2] === 0x11 && rawHead[3] === 0xe0) {
    throw new UserError(
      'OLD_EXCEL',
      `${label} is an Excel file of before 2007`,
      'Open it and save it as .xlsx or .csv',
    );
  }
  const found = encodingOf(rawHead, facts.isUtf8, facts.hasNul);
  if (!found)
    throw new UserError(
      'NOT_TEXT',
      `${label} is not a table: it holds bytes that no text has`,
      'Give a csv, tsv, txt or xlsx file',
    );
  const { encoding, mark } = found;
  const disk: DiskBytes = { descriptor: file.descriptor, start: mark, encoding };
  const open = (): ByteSource => sourceOnDisk(disk);
  return { label, name, encoding, hash: facts.hash, bytes: facts.bytes, head: headOf(open(), limit), open, disk };
}

const TABLE_ENTRY = /\.(csv|tsv|txt|tab|json|jsonl)$/i;

async function openZip(path: string): Promise<OpenExport> {
  const { openArchive, spool } = await import('./unpack.js');
  const archive = await openArchive(path);
  const opened: ByteFile[] = [];
  const close = (): void => {
    for (const file of opened) file.close();
  };
  try {
    if (archive.entries.some(({ name }) => name === 'xl/workbook.xml')) {
      return { tables: await sheetTables(path, basename(path), path, archive.entries), close };
    }
    const tables: OpenTable[] = [];
    for (const entry of archive.entries) {
      const isHidden = /(^|\/)(__MACOSX|\.)/.test(entry.name);
      if (isHidden || !TABLE_ENTRY.test(entry.name)) continue;
      const file = await spool(await entry.open(), entry.packedSize, `${path} (${entry.name})`);
      opened.push(file);
      tables.push(plainTable(file, basename(entry.name), `${path}/${entry.name}`));
    }
    if (tables.length === 0)
      throw new UserError(
        'EMPTY_ARCHIVE',
        `${path} holds no csv, tsv or txt file`,
        'Unpack it and import the reports in it',
      );
    return { tables, close };
  } catch (thrown) {
    close();
    throw thrown;
  } finally {
    archive.close();
  }
}

async function sheetTables(
  path: string,
  name: string,
  label: string,
  entries: readonly ArchiveEntry[],
): Promise<OpenTable[]> {
  if (entries.reduce((sum, { size }) => sum + size, 0) > LARGEST_WORKBOOK) {
    throw new UserError(
      'ARCHIVE_BOMB',
      `${label} unpacks to more than ${LARGEST_WORKBOOK >> 20} MiB`,
      'Save it as CSV: those can have any size',
    );
  }
  const file = openFile(path);
  const { hash } = lookOver(file);
  file.close();
  const { readSheets } = await import('./workbook.js');
  const sheets = (await readSheets(path, entries)).filter(({ bytes }) => bytes.length > 0);
  if (sheets.length === 0) throw new UserError('EMPTY_FILE', `${label} has no filled sheet`, 'Export the report again');
  return sheets.map(({ name: sheet, bytes }) => ({
    label: sheets.length > 1 ? `${label}#${sheet}` : label,
    name,
    encoding: 'xlsx',
    hash,
    bytes: bytes.length,
    head: bytes.subarray(0, HEAD),
    open: () => memorySource(bytes),
  }));
}

/** The same table after its whole text was rewritten, as JSON is to delimited text. */
export function textTable(table: OpenTable, rewrite: (text: string) => string): OpenTable {
  const bytes = Buffer.from(rewrite(headOf(table.open(), table.bytes * 3 + 16).toString('utf8')));
  return { ...table, bytes: bytes.length, head: bytes.subarray(0, HEAD), open: () => memorySource(bytes), disk: null };
}

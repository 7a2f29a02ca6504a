/** Rows of text to a table on disk, as an export would have them: what comes from a warehouse is then read like a file. */
import { writeSync } from 'node:fs';
import { type ByteFile, temporaryFile } from '../files/byte-file.js';
import type { TextRow } from './engine.js';

const CHUNK_CHARACTERS = 1 << 18;

export class Spool {
  readonly file: ByteFile = temporaryFile();
  private text = '';
  private size = 0;

  write(cells: TextRow): void {
    for (let place = 0; place < cells.length; place += 1) {
      if (place > 0) this.text += ',';
      this.text += csvCell(cells[place] ?? '');
    }
    this.text += '\n';
    if (this.text.length >= CHUNK_CHARACTERS) this.flush();
  }

  /** Puts what is left on the disk; the file can then be read from its start. */
  flush(): void {
    const bytes = Buffer.from(this.text);
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.file.descriptor, bytes, written, bytes.length - written, this.size + written);
    }
    this.size += bytes.length;
    this.text = '';
  }
}

/** A blank cell is quoted: a line of blanks alone would be no record. */
export const csvCell = (cell: string): string =>
  cell === '' || /[",;\t|\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

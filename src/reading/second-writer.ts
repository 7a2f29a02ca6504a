/**
 * Writes lines in letters that PP-OCR does not know, such as Cyrillic, with tesseract.js (Apache-2.0). It reads scanned
 * pages, so it is given one line at a time, black on white. Nothing is fetched: the language's data are a local file.
 */
import { dirname } from 'node:path';
import { createWorker, OEM, PSM } from 'tesseract.js';
import { UserError } from '../errors.js';
import type { Written } from '../lettering/ctc.js';
import { inkWays, pgmFile } from '../lettering/ink.js';
import { cutGrey, type Picture } from '../lettering/pixels.js';
import type { TextBox } from '../lettering/text-boxes.js';
import type { LanguageData } from './language-data.js';

export interface SecondWriter {
  write(picture: Picture, box: TextBox): Promise<Written>;
  dispose(): Promise<void>;
}

/** Height of a line, and the margin around it, in pixels: letters of about 30, as on a page of 300 dpi. */
const LINE_HEIGHT = 56;
const MARGIN = 12;
const MOST_WIDTH = 2000;

/** It is either this sure, and right, or not sure at all. */
const SURE = 0.8;

/** Loads a writer of one language. Throws UserError LANGUAGE_UNREADABLE. */
export async function loadSecondWriter({ language, code, path }: LanguageData): Promise<SecondWriter> {
  // The package takes the data themselves too, but then looks for a file of that name; so it is given the folder.
  const options = { langPath: dirname(path), gzip: path.endsWith('.gz'), cacheMethod: 'none' as const };
  // Without a handler the package throws where nobody can catch it.
  const worker = await createWorker(code, OEM.LSTM_ONLY, { ...options, errorHandler: () => {} }).catch(
    (thrown: unknown) => {
      throw new UserError(
        'LANGUAGE_UNREADABLE',
        `${path} cannot be read: ${String(thrown).slice(0, 200)}`,
        `Leave ${language} out of --text-language, or install its data again`,
        { cause: thrown },
      );
    },
  );
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_LINE });
  return {
    write: async (picture, box) => {
      const width = Math.max(8, Math.min(MOST_WIDTH, Math.round((LINE_HEIGHT * box.width) / box.height)));
      const grey = cutGrey(picture, box, width, LINE_HEIGHT);
      let best: Written = { text: '', confidence: 0 };
      for (const ink of inkWays(grey, width, LINE_HEIGHT)) {
        const { data } = await worker.recognize(Buffer.from(pgmFile(ink, width, LINE_HEIGHT, MARGIN)));
        const text = data.text.normalize('NFKC').replace(/\s+/g, ' ').trim();
        if (data.confidence / 100 > best.confidence) best = { text, confidence: data.confidence / 100 };
        if (best.confidence >= SURE) break;
      }
      return best;
    },
    dispose: async () => {
      await worker.terminate();
    },
  };
}

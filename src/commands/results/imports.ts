/** `creo import list`: every imported file, the latest first. */
import { basename } from 'node:path';
import { IMPORTED_KEYS, type ImportedFile, importsOf } from '../../answers/imports.js';
import type { View } from '../../fields.js';
import type { Context } from '../../work/context.js';

export function run({ db }: Context): View<{ imports: ImportedFile[] }> {
  const imports = importsOf(db);
  return {
    json: { imports },
    headline: imports.length === 1 ? '1 import' : `${imports.length} imports`,
    tables: [
      {
        fields: IMPORTED_KEYS,
        // A folder that is watched has a long name, before which the file's would not be seen.
        rows: imports.map(({ file, ...row }) => ({ ...row, file: basename(file) })),
      },
    ],
  };
}

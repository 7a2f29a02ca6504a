/** `creo import list`: every imported file, the latest first. */
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
        rows: imports,
      },
    ],
  };
}

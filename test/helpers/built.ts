/** Modules of the built program: processes are started from files, and Node runs those of the build only. */

type SeparateModel = typeof import('../../src/embed/separate-model.js');

export const { loadSeparateModel }: SeparateModel = await import(
  new URL('../../dist/embed/separate-model.js', import.meta.url).href
);

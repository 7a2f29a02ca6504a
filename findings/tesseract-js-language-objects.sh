#!/bin/sh
# tesseract.js 7.0.0: createWorker takes languages as objects { code, data } (its types: Worker | `Lang[]`), so that data
# need not lie in a folder or be fetched. It writes the data to its memory under `code`, but then starts the engine with
# the *data* as the language's name ("initialize" joins `l.data`, not `l.code`): the engine looks for a file called by all
# the bytes of the data, prints them as one line of several megabytes, and ends the process by an uncaught TypeError,
# in spite of an errorHandler. The same data are read from a folder by langPath.
#
# Seen: "by folder: ready" and "by object: uncaught TypeError". Exits 1 when this changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts tesseract.js@7.0.0 @tesseract.js-data/eng@1.0.0 >/dev/null 2>&1
cat > try.js <<'JS'
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { createWorker, OEM } = require('tesseract.js');
const langPath = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');
const options = { cacheMethod: 'none', errorHandler: () => {} };
const limit = new Promise((resolve) => setTimeout(resolve, 60000, 'no answer'));
const outcome = (worker) => Promise.race([worker.then(() => 'ready', () => 'rejected'), limit]);
process.on('uncaughtException', (error) => {
  console.log(`by object: uncaught ${error.name}`);
  process.exit(0);
});
(async () => {
  console.log(`by folder: ${await outcome(createWorker('eng', OEM.LSTM_ONLY, { ...options, langPath }))}`);
  const data = new Uint8Array(require('node:zlib').gunzipSync(readFileSync(join(langPath, 'eng.traineddata.gz'))));
  console.log(`by object: ${await outcome(createWorker([{ code: 'eng', data }], OEM.LSTM_ONLY, options))}`);
  process.exit(0);
})();
JS
node try.js 2>/dev/null | cut -c1-200 | grep '^by ' > seen || true
cat seen
grep -q '^by folder: ready$' seen && grep -q '^by object: uncaught TypeError$' seen

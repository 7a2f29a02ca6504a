#!/bin/sh
# read-excel-file 9.3.17: the reference of a cell, <c r="A1">, is optional (ECMA-376 part 1, 18.3.1.4; a cell without one follows
# the cell before it), and small writers of workbooks leave it out. The library asks for it unchecked: the whole workbook
# fails with a TypeError about its own code, whatever `trim` or `schema` say, and nothing names the cell.
#
# Seen: "with: 1 2" and "without: Cannot read properties of undefined (reading 'length')". Exits 1 when this changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts read-excel-file@9.3.17 fflate@0.8.3 >/dev/null 2>&1
cat > cells.mjs <<'JS'
import { strToU8, zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = (...list) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(([kind, target], at) => `<Relationship Id="r${at}" Type="${RELATIONS}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;
const workbook = (cells) => ({
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
  '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Ads" sheetId="1" r:id="r0"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`,
});
const CELLS = {
  with: '<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>',
  without: '<c><v>1</v></c><c><v>2</v></c>',
};
for (const [name, cells] of Object.entries(CELLS)) {
  const parts = Object.entries(workbook(cells)).map(([part, xml]) => [part, strToU8(xml)]);
  const read = readWorkbook(Buffer.from(zipSync(Object.fromEntries(parts))));
  const shown = await read.then(([{ data }]) => data[0].join(' '), (error) => error.message);
  console.log(`${name}: ${shown}`);
}
JS
node cells.mjs > seen
cat seen
grep -q '^with: 1 2$' seen
grep -q "^without: Cannot read properties of undefined (reading 'length')$" seen

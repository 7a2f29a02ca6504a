#!/bin/sh
# read-excel-file 9.3.17: a workbook whose days count from 1904 says so by an xsd:boolean, <workbookPr date1904="…"/>, for which
# "1" and "true" mean the same (ECMA-376 part 1, 22.9.2.1; LibreOffice writes words, Excel digits). The library compares with
# "1" alone: the same workbook with "true" gives every day 1,462 days too early, without a message.
#
# Seen: "1: 2030-09-02" and "true: 2026-09-01". Exits 1 when this changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts read-excel-file@9.3.17 fflate@0.8.3 >/dev/null 2>&1
cat > days.mjs <<'JS'
import { strToU8, zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = (...list) =>
  `<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(([kind, target], at) => `<Relationship Id="r${at}" Type="${RELATIONS}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;
const workbook = (word) => ({
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
  '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${word}"/><sheets><sheet name="Ads" sheetId="1" r:id="r0"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
  'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="1"><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" s="0"><v>46266</v></c></row></sheetData></worksheet>`,
});
for (const word of ['1', 'true']) {
  const parts = Object.entries(workbook(word)).map(([name, xml]) => [name, strToU8(xml)]);
  const [{ data }] = await readWorkbook(Buffer.from(zipSync(Object.fromEntries(parts))));
  console.log(`${word}: ${data[0][0].toISOString().slice(0, 10)}`);
}
JS
node days.mjs > seen
cat seen
grep -q '^1: 2030-09-02$' seen && grep -q '^true: 2026-09-01$' seen

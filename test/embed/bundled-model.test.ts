/** The network that creo bundles: the very weights whose origin and licence its folder states. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../models/efficientnet-lite0/', import.meta.url));

test('the weights are those that the notice names', () => {
  const notice = readFileSync(`${FOLDER}README.md`, 'utf8');
  const [, stated] = /model_fp16\.onnx sha256 ([0-9a-f]{64})/.exec(notice) ?? [];
  const weights = readFileSync(`${FOLDER}onnx/model_fp16.onnx`);
  expect(createHash('sha256').update(weights).digest('hex')).toBe(stated);
  expect(stated).toBe('8610c562ac1f1e6c5a9aa08184ca0187e17be8b5476abbc3a4dab007194b2ed8');
});

test('the licence and the origin travel with them, also in the package', () => {
  expect(readFileSync(`${FOLDER}LICENSE`, 'utf8')).toContain('Apache');
  const { files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(files).toContain('models');
});

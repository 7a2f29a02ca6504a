import { expect, test } from 'vitest';
import { CLIP_REVISION, clipBytes, clipFiles, pinnedFile } from '../../src/embed/clip-files.js';

test.each(['q8', 'fp16', 'fp32'] as const)('every file of CLIP in %s has a checksum and a size', (precision) => {
  for (const file of clipFiles(precision)) {
    expect(pinnedFile(file, CLIP_REVISION)).toEqual({
      bytes: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(pinnedFile(file, 'main')).toBeNull();
  }
});

test('the smaller the numbers, the smaller the download', () => {
  expect(clipBytes('q8')).toBe(155_851_446);
  expect(clipBytes('fp16')).toBeGreaterThan(clipBytes('q8'));
  expect(clipBytes('fp32')).toBeGreaterThan(clipBytes('fp16'));
});

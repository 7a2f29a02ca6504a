/**
 * The files of CLIP that creo fetches: one revision of them, with the checksums that its hub publishes
 * (https://huggingface.co/Xenova/clip-vit-base-patch32/tree/REVISION), so that what arrives is what was meant, whoever
 * sends it.
 */
import { type Precision, weightsSuffix } from './model-folder.js';

export const CLIP_REVISION = 'd15189d7028b43f1d3e65039190477f6af591c2a';

export interface PinnedFile {
  bytes: number;
  sha256: string;
}

const PINNED: Record<string, PinnedFile> = {
  'config.json': { bytes: 4_524, sha256: '493ef57ff783e42d1530c91b53469b7fdf8db8a9c1408e86998fcb7899a4f495' },
  'preprocessor_config.json': {
    bytes: 520,
    sha256: '6f638fb9401a6d6296feff533ee7efe657b787c49f954f82f5906b36ef2a1b1f',
  },
  'tokenizer_config.json': { bytes: 775, sha256: '60ba2912bc6344c94bc16bbdec27fa1209409167b6f2fdf3cfe9e65462ea3967' },
  'tokenizer.json': { bytes: 2_224_119, sha256: 'f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd' },
  'onnx/text_model_quantized.onnx': {
    bytes: 64_504_507,
    sha256: '73baab855d406190da9faa498cfedf65f15cf309f4cc7385b7b032e6d08e5c3a',
  },
  'onnx/vision_model_quantized.onnx': {
    bytes: 89_117_001,
    sha256: '583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299',
  },
  'onnx/text_model_fp16.onnx': {
    bytes: 127_339_794,
    sha256: 'df587ffbf248bf20d44fa6e16adc5ebc27ead691860e5333dbdaab5fd6bf3f6e',
  },
  'onnx/vision_model_fp16.onnx': {
    bytes: 176_080_659,
    sha256: '35c4e0fb0aeee527dcde1693520b214a34424a786babd530f35366bad5844efd',
  },
  'onnx/text_model.onnx': {
    bytes: 254_058_553,
    sha256: '3f6571f5bad13a97c469c1622e1cfc4d9aef78b79fdbfcff804ca357bfada8cc',
  },
  'onnx/vision_model.onnx': {
    bytes: 351_685_709,
    sha256: 'fd6e1402a588279d1723c7534d4bcba5bc0b14b47dfab0e46f8c47b8270d7d40',
  },
};

/** What a file of `revision` must be; null when the revision is not the one that creo knows. */
export const pinnedFile = (file: string, revision: string): PinnedFile | null =>
  revision === CLIP_REVISION ? (PINNED[file] ?? null) : null;

/** The files that a precision needs. The picture tower comes last: once it is there the model is whole. */
export const clipFiles = (precision: Precision): string[] => [
  'config.json',
  'preprocessor_config.json',
  'tokenizer_config.json',
  'tokenizer.json',
  `onnx/text_model${weightsSuffix(precision)}.onnx`,
  `onnx/vision_model${weightsSuffix(precision)}.onnx`,
];

/** Bytes to fetch for a precision. */
export const clipBytes = (precision: Precision): number =>
  clipFiles(precision).reduce((sum, file) => sum + (PINNED[file]?.bytes ?? 0), 0);

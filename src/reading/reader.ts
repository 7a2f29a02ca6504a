/** All that networks make of one clip: its faces, its talk and its words. */
import { readLines } from '../lettering/captions.js';
import type { ReadLine } from '../model.js';
import type { FrameFaces, SeenFace } from '../patterns/talent.js';
import { loadFaceFinder } from './face-finder.js';
import { loadSmileFinder } from './smile-finder.js';
import { loadSpeechNetwork } from './speech-network.js';
import { loadWordReader, type PictureAt, type ReaderLanguages } from './word-reader.js';

export interface ClipLook {
  /** Frames in order of time, all of one size. */
  frames: readonly PictureAt[];
  /** One channel at 16 kHz; empty without sound. */
  samples: Float32Array;
  /** Whether to look for faces and talk, and whether to read. */
  measure: boolean;
  read: boolean;
}

export interface ClipSeen {
  faces: readonly FrameFaces[];
  /** Probability of speech in each chunk of the samples. */
  speech: Float32Array;
  /** Null when they were not to be read. */
  words: readonly ReadLine[] | null;
}

export interface Reader {
  look(clip: ClipLook): Promise<ClipSeen>;
  dispose(): Promise<void>;
}

/**
 * Loads what is asked for: `languages` null is a reader without words. In this process, whose main thread stands still
 * while a network runs. Throws UserError MODEL_UNREADABLE, LANGUAGE_UNREADABLE.
 */
export async function loadReader(languages: ReaderLanguages | null): Promise<Reader> {
  const faceFinder = await loadFaceFinder();
  const smileFinder = await loadSmileFinder();
  const speechNetwork = await loadSpeechNetwork();
  const wordReader = languages && (await loadWordReader(languages));
  return {
    look: async ({ frames, samples, measure, read }) => {
      const faces: FrameFaces[] = [];
      for (const { atSeconds, picture } of measure ? frames : []) {
        const seen: SeenFace[] = [];
        for (const face of await faceFinder.find(picture)) {
          seen.push({ ...face, smile: await smileFinder.smile(picture, face) });
        }
        faces.push({ atSeconds, faces: seen });
      }
      const speech = measure ? await speechNetwork.hear(samples) : new Float32Array(0);
      const [first] = frames;
      const texts = read && wordReader && first ? await wordReader.read(frames) : null;
      const words = texts && first ? readLines(texts, first.picture.width / first.picture.height) : null;
      return { faces, speech, words };
    },
    dispose: async () => {
      await Promise.all([faceFinder.dispose(), smileFinder.dispose(), speechNetwork.dispose(), wordReader?.dispose()]);
    },
  };
}

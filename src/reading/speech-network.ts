/** Hears speech with the bundled Silero VAD (models/silero-vad). */
import { fileURLToPath } from 'node:url';
import { SPEECH_CHUNK } from '../patterns/speech.js';
import { loadNetwork } from './network.js';

const MODEL = fileURLToPath(new URL('../../models/silero-vad/silero_vad_half.onnx', import.meta.url));

/** What the network remembers from chunk to chunk. */
const STATE_DIMS = [2, 1, 128] as const;

export interface SpeechNetwork {
  /** Probability of speech in each SPEECH_CHUNK of `samples` (16 kHz, -1..1); what is left at the end is padded. */
  hear(samples: Float32Array): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** Throws UserError MODEL_UNREADABLE. */
export async function loadSpeechNetwork(): Promise<SpeechNetwork> {
  const network = await loadNetwork(MODEL);
  return {
    hear: async (samples) => {
      const chunks = Math.ceil(samples.length / SPEECH_CHUNK);
      const probabilities = new Float32Array(chunks);
      let state = new Float32Array(STATE_DIMS[0] * STATE_DIMS[1] * STATE_DIMS[2]);
      for (let chunk = 0; chunk < chunks; chunk += 1) {
        const input = new Float32Array(SPEECH_CHUNK);
        input.set(samples.subarray(chunk * SPEECH_CHUNK, (chunk + 1) * SPEECH_CHUNK));
        const [probability, next] = await network.run({
          input: { data: input, dims: [1, SPEECH_CHUNK] },
          state: { data: state, dims: STATE_DIMS },
        });
        if (!probability || !next) throw new Error('the speech network gave too little');
        probabilities[chunk] = probability.data[0] ?? 0;
        state = new Float32Array(next.data);
      }
      return probabilities;
    },
    dispose: network.dispose,
  };
}

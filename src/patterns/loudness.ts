/**
 * Loudness after ITU-R BS.1770-4 (EBU R 128): K-weighted, in blocks of 0.4 s, gated. Measured on one channel, so a
 * stereo file whose channels are alike reads 3 LU below what a stereo meter shows.
 */

const BLOCK_SECONDS = 0.4;
const OVERLAP = 0.75;
const SILENCE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

/** Integrated loudness in LUFS; null when no block is above -70 LUFS. `samples` -1..1. */
export function integratedLoudness(samples: Float32Array, sampleRate: number): number | null {
  const weighted = filtered(filtered(samples, shelf(sampleRate)), highPass(sampleRate));
  const length = Math.round(BLOCK_SECONDS * sampleRate);
  const hop = Math.round(length * (1 - OVERLAP));
  const powers: number[] = [];
  for (let start = 0; start + length <= weighted.length; start += hop) {
    let sum = 0;
    for (let i = start; i < start + length; i += 1) sum += weighted[i]! * weighted[i]!;
    powers.push(sum / length);
  }
  const audible = powers.filter((power) => lufs(power) > SILENCE_LUFS);
  if (audible.length === 0) return null;
  const gate = lufs(meanOf(audible)) + RELATIVE_GATE_LU;
  return lufs(meanOf(audible.filter((power) => lufs(power) > gate)));
}

const lufs = (power: number): number => -0.691 + 10 * Math.log10(power);

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

interface Biquad {
  b: readonly [number, number, number];
  a: readonly [number, number];
}

/** The standard's two filters for any sample rate (the analog prototypes by Brecht De Man, "Evaluation of implementations of the EBU R128 loudness measurement", AES 2018). */
function shelf(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b: [(high + (band * k) / q + k * k) / a0, (2 * (k * k - high)) / a0, (high - (band * k) / q + k * k) / a0],
    a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0],
  };
}

function highPass(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0] };
}

function filtered(input: Float32Array, { b, a }: Biquad): Float32Array {
  const output = new Float32Array(input.length);
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  for (let i = 0; i < input.length; i += 1) {
    const x = input[i]!;
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
    output[i] = y;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
  }
  return output;
}

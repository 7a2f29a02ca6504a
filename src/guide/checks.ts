/** What `creo doctor` makes of the facts of a machine: a verdict each, and how to mend it. */

/** `optional` is not there, and creo works without it; `old` works, and should be renewed. */
export type CheckVerdict = 'ok' | 'optional' | 'old' | 'broken';

export interface Check {
  check: string;
  verdict: CheckVerdict;
  found: string;
  /** Null when there is nothing to do. */
  mend: string | null;
}

export const OLDEST_NODE = { major: 20, minor: 19 };

/** `version` as Node gives it: `v20.20.2`. */
export function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const isNew = major > OLDEST_NODE.major || (major === OLDEST_NODE.major && minor >= OLDEST_NODE.minor);
  return {
    check: 'node',
    verdict: isNew ? 'ok' : 'broken',
    found: version,
    mend: isNew ? null : `Install Node.js ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer, from nodejs.org or nvm`,
  };
}

export interface ProgramFacts {
  name: string;
  path: string;
  source: 'setting' | 'path' | 'package';
  version: string | null;
  failure: string | null;
}

export function programCheck({ name, path, source, version, failure }: ProgramFacts): Check {
  if (version === null) {
    const mend = `Install ffmpeg with the system's package manager, or set CREO_${name.toUpperCase()} to one that runs`;
    return { check: name, verdict: 'broken', found: `${path}: ${failure}`, mend };
  }
  const found = `${version} (${path})`;
  if (source !== 'package') return { check: name, verdict: 'ok', found, mend: null };
  return {
    check: name,
    verdict: 'old',
    found: `${found}, the packaged build of ${PACKAGED[name] ?? 'long ago'}`,
    mend: 'It works, but gets no security fixes: install ffmpeg of the system (apt install ffmpeg, brew install ffmpeg)',
  };
}

/** Years in which the builds of the npm packages were made. */
const PACKAGED: Readonly<Record<string, string>> = { ffmpeg: '2018', ffprobe: '2023' };

/** `entry` of ONNX Runtime's package on this machine, or null. */
export const runtimeCheck = (entry: string | null): Check => ({
  check: 'ONNX Runtime',
  verdict: entry === null ? 'optional' : 'ok',
  found: entry ?? 'not fetched yet',
  mend:
    entry === null
      ? 'The first `creo embed` fetches it from npm; for a machine without a network: creo model runtime'
      : null,
});

/** Languages (ISO 639-1) in other than Latin letters and Chinese: those that can be read, and those whose data are not there. */
export interface TextFacts {
  readable: readonly string[];
  missing: readonly string[];
}

export function textCheck({ readable, missing }: TextFacts): Check {
  const mend =
    missing.length > 0 ? "Other alphabets need tesseract's data, such as the package tesseract-ocr-ukr" : null;
  return { check: 'words on screen', verdict: 'ok', found: ['Latin letters', 'zh', ...readable].join(', '), mend };
}

const LOW_BYTES = 2_000_000_000;
const NO_BYTES = 100_000_000;

/** `bytes` that can still be written where the store is. */
export function diskCheck(bytes: number): Check {
  const found = `${(bytes / 1e9).toFixed(1)} GB free beside the store`;
  if (bytes >= LOW_BYTES) return { check: 'disk', verdict: 'ok', found, mend: null };
  return { check: 'disk', verdict: bytes < NO_BYTES ? 'broken' : 'ok', found, mend: 'Free some space on that disk' };
}

export interface StoreFacts {
  path: string;
  problems: readonly string[];
  sizeBytes: number;
  creatives: number;
  adDays: number;
}

export function storeCheck({ path, problems, sizeBytes, creatives, adDays }: StoreFacts): Check {
  const [first] = problems;
  if (first !== undefined) {
    const more = problems.length > 1 ? ` and ${problems.length - 1} more` : '';
    return {
      check: 'store',
      verdict: 'broken',
      found: `${path}: ${first}${more}`,
      mend: 'Put back a copy: creo restore BACKUP',
    };
  }
  const found = `${path}: whole, ${(sizeBytes / 1e6).toFixed(1)} MB, ${creatives} creatives, ${adDays} results`;
  return { check: 'store', verdict: 'ok', found, mend: null };
}

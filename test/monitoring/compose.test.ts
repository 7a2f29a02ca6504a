/** The compose file and the image. No Docker engine is needed: dclint holds the file to the schema of the specification. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DCLinter } from 'dclint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { emptyFolder } from '../helpers/run-creo.js';
import { MONITORING } from './stage.js';

const ROOT = dirname(MONITORING);
const COMPOSE = join(MONITORING, 'docker-compose.yml');

interface Service {
  image: string;
  build?: object;
  ports?: string[];
  volumes?: string[];
  secrets?: (string | { source: string })[];
  profiles?: string[];
  depends_on?: Record<string, unknown>;
  environment?: Record<string, string>;
}

const compose: { services: Record<string, Service>; volumes: object; secrets: Record<string, { file: string }> } =
  parse(readFileSync(COMPOSE, 'utf8'), { merge: true });
const services = Object.entries(compose.services);

/** dclint's rules of taste: the file goes from creo outwards, and names the image that it builds. */
const TASTE = [
  'no-build-and-image',
  'require-quotes-in-ports',
  'service-dependencies-alphabetical-order',
  'service-keys-order',
  'services-alphabetical-order',
  'top-level-properties-order',
];

/** What is wrong with a compose file: against the Compose specification, and by the other rules of dclint. */
function findings(path: string): string[] {
  const rules = Object.fromEntries(TASTE.map((rule) => [rule, 0 as const]));
  const linter = new DCLinter({ rules, quiet: true, debug: false, exclude: [] });
  // Its own types do not resolve under Node's module rules.
  const results: readonly { messages: readonly { message: string }[] }[] = linter.lintFiles([path], false);
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

test('the compose file follows the specification, and only Caddy is open to other machines', () => {
  expect(findings(COMPOSE)).toEqual(
    ['80:80', '443:443', '443:443/udp'].map(
      (port) => `Service "caddy" is exporting port "${port}" without specifying the interface to listen on.`,
    ),
  );
});

test.each([
  ['a misspelt key of a service', 'mem_limit:', 'memory_limit:', '/services/creo'],
  ['a misspelt key of a health check', 'interval:', 'intervall:', '/healthcheck'],
  ['a profile that is not a list', 'profiles: [tls]', 'profiles: tls', '/services/caddy/profiles'],
  ['an unknown condition', 'service_started', 'service_up', '/depends_on'],
])('%s is found', (_what, right, wrong, place) => {
  const copy = join(emptyFolder(), 'docker-compose.yml');
  writeFileSync(copy, readFileSync(COMPOSE, 'utf8').replace(right, wrong));
  expect(findings(copy)).toEqual([expect.stringMatching(`^ComposeValidationError: instancePath="[^"]*${place}`)]);
});

test('every service is restarted, watched, bounded and hardened, from an image of one version', () => {
  for (const [name, service] of services) {
    expect([name, service]).toEqual([
      name,
      expect.objectContaining({
        restart: 'unless-stopped',
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        mem_limit: expect.any(String),
        healthcheck: expect.objectContaining({ test: expect.arrayContaining(['CMD']) }),
      }),
    ]);
    if (!service.build) expect(service.image).toMatch(/:v?\d+\.\d+\.\d+/);
  }
});

test('with any profile, what a service needs is there: services, volumes, secrets and files', () => {
  const profiles = services.flatMap(([, service]) => service.profiles ?? []);
  expect(profiles).toEqual(['node', 'tls']);
  for (const profile of [undefined, ...profiles]) {
    const active = services.filter(([, service]) => !service.profiles || service.profiles.includes(String(profile)));
    const names = active.map(([name]) => name);
    for (const [, service] of active)
      expect(names).toEqual(expect.arrayContaining(Object.keys(service.depends_on ?? {})));
  }
  const sources = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
  const named = sources.filter((source) => !/^[./]/.test(source));
  expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
  const files = sources.filter((source) => source.startsWith('./'));
  // The guide makes the others.
  expect(files.filter((file) => !existsSync(resolve(MONITORING, file)))).toEqual([
    './exports',
    './backups',
    './textfile',
  ]);
  const secrets = services.flatMap(([, service]) => service.secrets ?? []);
  expect(Object.keys(compose.secrets)).toEqual(
    expect.arrayContaining(secrets.map((secret) => (typeof secret === 'string' ? secret : secret.source))),
  );
});

test('there is no password in the file: secrets are files of their own', () => {
  expect(compose.services.grafana.environment).toHaveProperty('GF_SECURITY_ADMIN_PASSWORD__FILE');
  expect(readFileSync(COMPOSE, 'utf8')).not.toMatch(/PASSWORD: |admin:admin/);
  expect(Object.values(compose.secrets).every(({ file }) => file.startsWith('./secrets/'))).toBe(true);
});

test('the image is built in stages, runs as a user of its own with ffmpeg inside, and copies only what exists', () => {
  const file = readFileSync(join(MONITORING, 'Dockerfile'), 'utf8');
  expect(file.match(/^FROM \S+:\d+\.\d+\.\d+-\S+/gm)).toHaveLength(2);
  expect(file).toMatch(/^USER node$/m);
  expect(file).toMatch(/install -y --no-install-recommends ffmpeg/);
  const copied = [...file.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map((match) => match[1]);
  const built = ['dist', 'node_modules'];
  expect(copied.filter((path) => !built.includes(path) && !existsSync(join(ROOT, path)))).toEqual([]);
});

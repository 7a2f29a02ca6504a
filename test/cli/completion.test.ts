/** Completion scripts and help pages, run by a real bash. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { creoJson, emptyFolder, PROGRAM, runCreo } from '../helpers/run-creo.js';
import { sampleStore } from '../helpers/sample-store.js';

/** What bash offers after `line`, with the cursor at its end; `creo` is the real program. */
async function offered(line: string, cwd: string): Promise<string[]> {
  const { stdout } = await runCreo(['completion', 'bash'], { cwd });
  const words = line.split(' ');
  const script = `creo() { ${process.execPath} ${PROGRAM} "$@"; }
${stdout}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _creo
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { cwd, encoding: 'utf8' })
    .split('\n')
    .filter((word) => word !== '');
}

test('bash offers commands, then the flags of the command, then the values of a flag', async () => {
  const cwd = emptyFolder();
  expect(await offered('creo ex', cwd)).toEqual(['export']);
  expect(await offered('creo export --fo', cwd)).toEqual(['--format']);
  expect(await offered('creo export --format p', cwd)).toEqual(['parquet']);
  expect(await offered('creo export --js', cwd)).toEqual(['--json']);
});

test('bash offers the names of creatives where a name is wanted', async () => {
  const cwd = emptyFolder();
  await sampleStore(cwd);
  expect(await offered('creo show prob', cwd)).toEqual(['problem-1', 'problem-2', 'problem-3', 'problem-4']);
});

test('the scripts for zsh and fish name every command', async () => {
  const cwd = emptyFolder();
  const commands = await creoJson(['help', 'commands'], { cwd });
  const { program } = commands as { program: { commands: { name: string }[] } };
  for (const shell of ['zsh', 'fish']) {
    const { status, stdout } = await runCreo(['completion', shell], { cwd });
    expect(status).toBe(0);
    for (const { name } of program.commands) expect(stdout).toContain(name);
  }
});

test('an unknown shell is wrong usage', async () => {
  expect((await runCreo(['completion', 'tcsh'], { cwd: emptyFolder() })).status).toBe(2);
});

test('help pages print without a store; an unknown one is said', async () => {
  const cwd = emptyFolder();
  expect((await runCreo(['help', 'method'], { cwd })).stdout).toContain('Gamma-Poisson');
  expect((await runCreo(['help', 'metrics'], { cwd })).stdout).toContain('spendMicros');
  expect((await runCreo(['help', 'export'], { cwd })).stdout).toContain('Usage: creo export');
  expect((await runCreo(['help', 'alchemy'], { cwd })).status).toBe(1);
});

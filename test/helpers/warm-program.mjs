/**
 * The built program in a process that stays: it runs one command line after another, each in its folder and with its output
 * kept apart. What the program does is the same; only Node is not started, and creo not loaded, for each of a thousand runs.
 */
import { runProgram } from '../../dist/cli/run-program.js';

/** Keeps what is written to a stream, from now on, until `stop` gives it. */
function kept(stream) {
  const chunks = [];
  const write = stream.write;
  stream.write = (chunk, ...rest) => {
    chunks.push(Buffer.from(chunk));
    const written = rest.find((value) => typeof value === 'function');
    if (written) process.nextTick(written);
    return true;
  };
  return () => {
    stream.write = write;
    return Buffer.concat(chunks).toString('utf8');
  };
}

async function run({ args, cwd }) {
  process.chdir(cwd);
  const stdout = kept(process.stdout);
  const stderr = kept(process.stderr);
  await runProgram(args);
  const status = process.exitCode ?? 0;
  process.exitCode = undefined;
  // A command that listened for Ctrl-C ends with its process; here the process goes on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
  return { status, stdout: stdout(), stderr: stderr() };
}

let before = Promise.resolve();
process.on('message', (command) => {
  before = before.then(async () => process.send(await run(command)));
});
process.on('disconnect', () => process.exit());

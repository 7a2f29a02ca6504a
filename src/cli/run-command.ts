/** The one wrapper around every command: context, lazy loading, printing, errors and the exit status. */
import type { Command } from 'commander';
import { type Config, type GlobalFlags, resolveConfig } from '../config.js';
import { EXIT, messageOf, UserError } from '../errors.js';
import type { View } from '../fields.js';
import { say, terminalAsk } from '../show/terminal.js';
import type { Store } from '../store/database.js';
import type { Context, Progress } from '../work/context.js';

export interface CommandSpec<Options> {
  /** Whether the command may start a new store; one that only reads fails with NO_STORE instead. */
  createsStore: boolean;
  /** Whether Ctrl-C or SIGTERM is how the command is meant to end: its exit status is then 0, not 130. */
  runsUntilStopped?: boolean;
  load: () => Promise<{ run: (context: Context, options: Options) => View | Promise<View> }>;
}

/** Runs one command with its options and prints what it returns. */
export async function runCommand<Options>(
  command: Command,
  spec: CommandSpec<Options>,
  options: Options,
): Promise<void> {
  const config = resolveConfig(command.optsWithGlobals<GlobalFlags>(), process.env);
  try {
    const { open, close } = await storeOpener(config, spec.createsStore);
    const bars = new Set<Progress>();
    try {
      const { run } = await spec.load();
      const view = await run(await contextFor(config, open, bars, spec.runsUntilStopped ?? false), options);
      await print(view, config);
      if (view.afterwards) say(await view.afterwards());
    } finally {
      // A bar that a failure left open would redraw itself, and the program run, for ever.
      for (const bar of bars) bar.done();
      close();
    }
  } catch (thrown) {
    const [{ explained }, { fileError }] = await Promise.all([
      import('../store/database.js'),
      import('../files/reasons.js'),
    ]);
    fail(fileError(explained(thrown, config.dbPath)));
  }
}

async function storeOpener(config: Config, create: boolean): Promise<{ open: () => Store; close: () => void }> {
  const { openStore } = await import('../store/database.js');
  let store: Store | undefined;
  const onCreate = (path: string): void => {
    if (!config.quiet) say(`started a new store: ${path}`);
  };
  const onUnwritable = (path: string): void => {
    if (!config.quiet) say(`${path} cannot be written here: reading a copy of it, and nothing can be kept`);
  };
  return {
    open: () => {
      store ??= openStore(config.dbPath, { create, onCreate, onUnwritable });
      return store;
    },
    close: () => store?.close(),
  };
}

const SILENT: Progress = { advance() {}, note() {}, done() {} };

/** The bar, counted among the open `bars` until it is done. */
function tracked(bar: Progress, bars: Set<Progress>): Progress {
  bars.add(bar);
  return {
    ...bar,
    done() {
      if (bars.delete(bar)) bar.done();
    },
  };
}

async function contextFor(
  config: Config,
  open: () => Store,
  bars: Set<Progress>,
  runsUntilStopped: boolean,
): Promise<Context> {
  const showsProgress = !config.quiet && process.stderr.isTTY && process.env.TERM !== 'dumb';
  const startBar = showsProgress ? (await import('../show/progress.js')).startBar : null;
  let interrupt: AbortController | undefined;
  return {
    config,
    get db() {
      return open();
    },
    log: (line) => {
      if (!config.quiet) say(line);
    },
    progress: (title, total, unit) => (startBar ? tracked(startBar(title, total, unit), bars) : SILENT),
    ask: terminalAsk(Boolean(process.stdin.isTTY && process.stderr.isTTY)),
    isRead: config.format === 'table' && process.stdout.isTTY === true,
    now: () => new Date().toISOString(),
    // Only a command that asks for the signal takes Ctrl-C over; any other is ended by it at once, which SQLite survives.
    get signal() {
      interrupt ??= interruptible(runsUntilStopped ? EXIT.done : EXIT.interrupted);
      return interrupt.signal;
    },
  };
}

/** Work that has not found a safe point this long after Ctrl-C is left where it is: the store takes no harm from that. */
const SAFE_POINT_MS = 10_000;

function interruptible(exitStatus: number): AbortController {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      controller.abort();
      process.exitCode = exitStatus;
      if (exitStatus === EXIT.interrupted) setTimeout(() => process.exit(exitStatus), SAFE_POINT_MS).unref();
    });
  }
  return controller;
}

async function print(view: View, config: Config): Promise<void> {
  if (view.exitStatus !== undefined) process.exitCode = view.exitStatus;
  if (view.raw !== undefined) {
    const { writeOut } = await import('../show/write-out.js');
    return writeOut(view.raw);
  }
  if (config.format === 'json') {
    const { writeOut } = await import('../show/write-out.js');
    const { jsonChunks } = await import('../show/json-chunks.js');
    return writeOut(jsonChunks(view.json));
  }
  const { render } = await import('../show/render.js');
  const isTerminal = process.stdout.isTTY;
  process.stdout.write(
    render(view, {
      format: config.format,
      // Some terminals (a container's, a serial line's) say 0: they do not know.
      width: isTerminal ? process.stdout.columns || 80 : null,
      color: config.color && isTerminal,
    }),
  );
}

/** What Ctrl-C makes of work that is under way, and of an open question. */
const INTERRUPTIONS: readonly string[] = ['AbortError', 'ExitPromptError'];

/** Prints what went wrong and sets the exit status; that of an interruption stands, whatever came of it. */
export function fail(thrown: unknown): void {
  if (thrown instanceof Error && INTERRUPTIONS.includes(thrown.name)) {
    if (thrown.name === 'AbortError') say('interrupted');
    process.exitCode = EXIT.interrupted;
    return;
  }
  if (thrown instanceof UserError) {
    say(`error: ${thrown.message}`);
    say(`hint: ${thrown.hint}`);
    process.exitCode = process.exitCode === EXIT.interrupted ? EXIT.interrupted : EXIT.userError;
    return;
  }
  say(`This is a bug in creo: ${messageOf(thrown)}`);
  for (const line of (thrown instanceof Error && thrown.stack ? thrown.stack : String(thrown)).split('\n')) say(line);
  say('hint: please report it with the lines above and the command that you ran');
  process.exitCode = EXIT.bug;
}

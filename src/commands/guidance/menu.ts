/** `creo menu`, and `creo` alone at a terminal: asks what to do, runs the command for it and shows which one it was. */
import { UserError } from '../../errors.js';
import type { View } from '../../fields.js';
import { argumentsOf, commandLine, MENU, nextStep } from '../../guide/menu.js';
import { workDone } from '../../store/progress.js';
import type { Context } from '../../work/context.js';

export interface MenuOptions {
  /** Runs a command line, whose failures it has already told. */
  execute: (args: readonly string[]) => Promise<void>;
}

const QUIT = 'quit';

export async function run(context: Context, { execute }: MenuOptions): Promise<View> {
  const { ask, log } = context;
  let ran = 0;
  for (;;) {
    const next = nextStep(progressed(context));
    const steps = [...MENU].sort((a, b) => Number(b.name === next) - Number(a.name === next));
    const chosen = await ask.select({ message: 'What next?', flag: 'a command: creo --help lists them' }, [
      ...steps.map(({ name, title }) => ({ name: name === next ? `${title}  (next)` : title, value: name })),
      { name: 'Quit', value: QUIT },
    ]);
    const step = MENU.find(({ name }) => name === chosen);
    if (!step) return { json: { ran }, tables: [], raw: '', exitStatus: 0 };
    const answers: string[] = [];
    for (const { message, flag, initial } of step.questions) {
      answers.push((await ask.text({ message, flag: flag ?? step.name }, initial)).trim());
    }
    const args = argumentsOf(step, answers);
    log('');
    log(`$ ${commandLine(args)}`);
    await execute(args);
    ran += 1;
    log('');
  }
}

/** A store that is not there yet is one where nothing is done. */
function progressed(context: Context): ReturnType<typeof workDone> {
  try {
    return workDone(context.db);
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.code === 'NO_STORE') {
      return { creatives: 0, results: 0, vectors: 0, clusterings: 0 };
    }
    throw thrown;
  }
}

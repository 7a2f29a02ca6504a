/** The context of a request that a thread of `creo serve` works on: nobody to ask, and progress goes to the client. */
import type { Config } from '../../config.js';
import { UserError } from '../../errors.js';
import type { ThreadHooks } from '../../serve/thread-messages.js';
import type { Store } from '../../store/database.js';
import type { Context } from '../context.js';

export function threadContext(config: Config, db: Store, { progress: report, log, signal }: ThreadHooks): Context {
  const nobody = (): never => {
    throw new UserError('NEEDS_ANSWER', 'This needs an answer of a person', 'Run it at the command line');
  };
  return {
    config,
    db,
    log,
    signal,
    now: () => new Date().toISOString(),
    isRead: false,
    ask: { available: false, select: nobody, text: nobody, confirm: nobody },
    progress(title, total) {
      let done = 0;
      report({ title, done, total });
      return {
        advance(by = 1) {
          done += by;
          report({ title, done, total });
        },
        note() {},
        done() {},
      };
    },
  };
}

/** For imports that run by themselves: every question is an error that names its flag. */
import type { Ask } from '../context.js';

const nobody = (): never => {
  throw new Error('a question was asked of nobody');
};

export const NOBODY: Ask = { available: false, select: nobody, text: nobody, confirm: nobody };

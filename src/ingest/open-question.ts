/** What a file leaves open and a person can settle. */
import { UserError } from '../errors.js';

export type QuestionKind = 'currency' | 'dateOrder' | 'decimal' | 'period' | 'conversion';

/** The refusal of a file that leaves one thing open; the hint names the flag that settles it. */
export class OpenQuestion extends UserError {
  constructor(
    readonly question: QuestionKind,
    code: string,
    message: string,
    hint: string,
  ) {
    super(code, message, hint);
  }
}

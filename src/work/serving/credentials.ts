/** Who may ask a server, as its flags say it. */
import { readFileSync } from 'node:fs';
import { messageOf, UserError } from '../../errors.js';
import type { Credentials } from '../../serve/access.js';

export interface AccessOptions {
  token: string | null;
  tokenFile: string | null;
  basicAuth: string | null;
}

/** Who may ask; a token in a file wins. Throws UserError TOKEN_UNREADABLE. */
export const credentialsOf = ({ token, tokenFile, basicAuth }: AccessOptions): Credentials => ({
  token: tokenFile === null ? token : tokenIn(tokenFile),
  basicAuth,
});

function tokenIn(file: string): string {
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch (thrown) {
    throw new UserError(
      'TOKEN_UNREADABLE',
      `The token cannot be read: ${messageOf(thrown)}`,
      'Check the path and its permissions',
      { cause: thrown },
    );
  }
  if (token !== '') return token;
  throw new UserError(
    'TOKEN_UNREADABLE',
    `${file} is empty`,
    'Write a token into it, for example with: openssl rand -hex 32',
  );
}

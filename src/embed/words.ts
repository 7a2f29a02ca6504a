/** Texts to the numbers that a text tower takes, by the tokenizer of its folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';

export interface TokenRules {
  /** Fill up to the model's length, as models that were trained on padded texts want. */
  padded: boolean;
}

/** A longer text than any tower takes: above it `model_max_length` means that there is no limit. */
const NO_LIMIT = 100_000;

/**
 * Reads tokenizer.json and tokenizer_config.json. The function it gives makes ids of a text, at most as many as the
 * model takes: what is beyond is cut off before the last one, which ends every text. Throws when the files are no tokenizer.
 */
export function tokenizerIn(folder: string, { padded }: TokenRules): (text: string) => number[] {
  const config = jsonRecord(join(folder, 'tokenizer_config.json'));
  const tokenizer = new Tokenizer(jsonRecord(join(folder, 'tokenizer.json')), config);
  const limit = Number(config.model_max_length);
  const length = limit > 0 && limit < NO_LIMIT ? limit : null;
  const padding = tokenizer.token_to_id(contentOf(config.pad_token)) ?? 0;
  return (text) => {
    const { ids } = tokenizer.encode(text);
    if (length === null) return ids;
    if (ids.length > length) return [...ids.slice(0, length - 1), ...ids.slice(-1)];
    return padded ? [...ids, ...Array.from({ length: length - ids.length }, () => padding)] : ids;
  };
}

function jsonRecord(path: string): Record<string, unknown> {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`${path} holds no object`);
  return { ...value };
}

/** A token is written as itself, or as an object with it. */
function contentOf(token: unknown): string {
  if (typeof token === 'object' && token !== null && 'content' in token) return String(token.content);
  return String(token);
}

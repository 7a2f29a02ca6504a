/**
 * JSON with two spaces of indentation, in pieces: the same text as `JSON.stringify(value, null, 2)` and a line end. An
 * answer of a hundred thousand rows is text of a hundred megabytes, which need not be there at once.
 */

/** Shorter lists come in one piece with what is around them. */
const LONG = 1000;

export function* jsonChunks(value: unknown): Generator<string> {
  yield* pieces(value, '');
  yield '\n';
}

function* pieces(value: unknown, indent: string): Generator<string> {
  const inner = `${indent}  `;
  if (Array.isArray(value) && value.length >= LONG) {
    for (const [at, item] of value.entries()) yield `${at === 0 ? '[' : ','}\n${inner}${whole(item, inner) ?? 'null'}`;
    yield `\n${indent}]`;
  } else if (isPlain(value) && Object.values(value).some((each) => Array.isArray(each) && each.length >= LONG)) {
    const known = Object.entries(value).filter(([, each]) => whole(Array.isArray(each) ? [] : each, '') !== undefined);
    for (const [at, [key, each]] of known.entries()) {
      yield `${at === 0 ? '{' : ','}\n${inner}${JSON.stringify(key)}: `;
      yield* pieces(each, inner);
    }
    yield `\n${indent}}`;
  } else yield whole(value, indent) ?? 'null';
}

/** In one piece, indented; undefined for what JSON leaves out. */
function whole(value: unknown, indent: string): string | undefined {
  const text: string | undefined = JSON.stringify(value, null, 2);
  return text?.replaceAll('\n', `\n${indent}`);
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !('toJSON' in value) && !Array.isArray(value);

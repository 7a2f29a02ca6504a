/**
 * Text of others made harmless for a terminal or a page. Names come from exports, files and clients: a control character in one
 * could recolour the screen, rename the window or forge a line; a bidirectional override could turn figures round.
 */

/**
 * What a terminal obeys or hides: control characters (C0, DEL, C1), everything that steers the direction of text
 * (Unicode's Bidi_Control and the deprecated shaping controls), line and paragraph separators, interlinear marks and what
 * has no width. Joiners stay: emoji and Persian need them.
 */
const OBEYED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  /[\u0000-\u001f\u007f-\u009f\u00ad\u180e\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]|\p{Bidi_Control}/gu;

const visible = (character: string): string => {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** One line of text: what a terminal would obey is shown as an escape, `\x1b` or `\u202e`; tabs are blanks. */
export const harmless = (line: string): string => line.replaceAll('\t', ' ').replace(OBEYED, visible);

/** Text of several lines, each made harmless. */
export const harmlessLines = (text: string): string => text.split('\n').map(harmless).join('\n');

/** JSON text in which the same characters stand as JSON escapes: its content is the same to the last character. */
export const harmlessJson = (json: string): string =>
  json.replace(OBEYED, (character) => {
    const code = character.charCodeAt(0);
    // JSON.stringify has escaped those below 0x20 already; a line break that is left is its own.
    return code < 0x20 ? character : `\\u${code.toString(16).padStart(4, '0')}`;
  });

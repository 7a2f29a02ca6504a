import { expect, test } from 'vitest';
import { spokenLines } from '../../../src/patterns/words/subtitles.js';

test('SubRip gives its lines with their times', () => {
  expect(
    spokenLines(
      '\uFEFF1\r\n00:00:00,500 --> 00:00:02,000\r\n<i>Tired of</i>\r\nback pain?\r\n\r\n2\r\n00:01:02,250 --> 00:01:03,000\r\n{\\an8}Link in bio\r\n',
    ),
  ).toEqual([
    { atSeconds: 0.5, untilSeconds: 2, text: 'Tired of back pain?' },
    { atSeconds: 62.25, untilSeconds: 63, text: 'Link in bio' },
  ]);
});

test('WebVTT gives its lines, without its notes, settings, voices and entities', () => {
  const text =
    'WEBVTT\nKind: captions\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\nintro\n00:03.200 --> 00:05.000 align:start position:10%\n<v Anna>Salt &amp; pepper &lt;3</v>\n\n00:00:01.000 --> 00:00:02.000\n<00:00:01.000>First';
  expect(spokenLines(text)).toEqual([
    { atSeconds: 1, untilSeconds: 2, text: 'First' },
    { atSeconds: 3.2, untilSeconds: 5, text: 'Salt & pepper <3' },
  ]);
});

test.each([
  '',
  'not subtitles',
  '00:00:05,000 --> 00:00:01,000\nbackwards',
  '1\n00:00:01,000 --> 00:00:02,000\n\n',
  'WEBVTT',
  '\u0000'.repeat(50),
])('a file without usable cues gives none: %j', (text) => {
  expect(spokenLines(text)).toEqual([]);
});

/**
 * `creo analyze`: measures pacing, motion, picture, sound and faces of every new or changed file, reads the words on the
 * screen, and with CLIP names hook, emotion, format and talent. `--json`: `{ measured, read, unchanged, withoutMedia, model,
 * taxonomy, creatives: [{ creativeId, creative, shots, firstCutSeconds, meanShotSeconds, densestShots, pace, dynamicStart,
 * quickPacing, talksAtOnce, motion, brightness, saturation, colours, textArea, loudnessLufs, silence, voiceScore,
 * speechShare, speechStartSeconds, beatScore, beatsPerMinute, faceShare, severalFacesShare, mostFaces, mostFacesSeconds,
 * smileShare, smileScore, smileSeconds,
 * looks, boundaries, words: [{ atSeconds, untilSeconds, text, box, confidence, language, furniture, block }], says,
 * said: [{ key, value, line, atSeconds, medium, score, discount, amountMicros, currency }],
 * detected: [{ tag, value, score, atSeconds }] }], skipped: [{ path, reason }] }`. `said` is what the words say, on the screen
 * or spoken (from subtitles beside the file); a detected value of null is unknown; model and taxonomy are null where
 * nothing could be named.
 */
import type { View } from '../../fields.js';
import { type AnalyzeOptions, analyzeCreatives } from '../../work/analyze-creatives.js';
import type { Context } from '../../work/context.js';

export type { AnalyzeOptions } from '../../work/analyze-creatives.js';

export async function run(context: Context, options: AnalyzeOptions): Promise<View> {
  const { notes, ...answer } = await analyzeCreatives(context, options);
  const { measured, read, unchanged, withoutMedia, creatives, skipped } = answer;
  return {
    json: answer,
    headline: [
      `${measured} measured, ${unchanged} unchanged`,
      ...(read > 0 ? [`${read} read`] : []),
      ...(withoutMedia > 0 ? [`${withoutMedia} without a file`] : []),
      ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
    ].join(', '),
    tables: [
      {
        fields: [
          'creative',
          'shots',
          'firstCutSeconds',
          'meanShotSeconds',
          'quickPacing',
          'motion',
          'loudnessLufs',
          'looks',
        ],
        rows: creatives.map(({ colours, boundaries, detected: own, words: lines, said, ...row }) => row),
      },
      {
        title: 'Detected',
        fields: ['creative', 'tag', 'tagValue', 'score', 'atSeconds'],
        rows: creatives.flatMap(({ creative, detected: own }) =>
          own.flatMap(({ tag, value, ...each }) =>
            value === null ? [] : [{ creative, tag, tagValue: value, ...each }],
          ),
        ),
      },
      {
        title: 'Said',
        fields: ['creative', 'tag', 'tagValue', 'line', 'atSeconds'],
        rows: creatives.flatMap(({ creative, said }) =>
          said.map(({ key, value, line, atSeconds }) => ({ creative, tag: key, tagValue: value, line, atSeconds })),
        ),
      },
    ],
    notes,
  };
}

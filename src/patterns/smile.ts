/** Whether people smile, from the faces of the frames that were looked at. The only emotion that is told from faces. */

export interface SmileFigures {
  /** Share of the faces large enough to tell that smile, 0..1; null without any. */
  smileShare: number | null;
  /** The surest smile's probability, 0..1, and when; null where nobody smiles. */
  smileScore: number | null;
  smileSeconds: number | null;
}

/** From this probability on a face smiles. */
const LEAST_SMILE = 0.7;

/** From this share of the faces on a smile is what the ad shows, rather than a moment of it. */
const PART = 0.3;

/** Figures of the frames that were looked at, by the smile of each of their faces: null is one too small to tell. */
export function smileFigures(
  frames: readonly { atSeconds: number; faces: readonly { smile: number | null }[] }[],
): SmileFigures {
  const told = frames.flatMap(({ atSeconds, faces }) =>
    faces.flatMap(({ smile }) => (smile === null ? [] : [{ atSeconds, smile }])),
  );
  const smiles = told.filter(({ smile }) => smile >= LEAST_SMILE);
  const [first] = smiles;
  const surest = smiles.reduce((high, each) => (high && each.smile > high.smile ? each : high), first);
  return {
    smileShare: told.length > 0 ? smiles.length / told.length : null,
    smileScore: surest?.smile ?? null,
    smileSeconds: surest?.atSeconds ?? null,
  };
}

/** The emotion that smiles speak for, in the taxonomy's word; null where few faces smile, which says nothing of others. */
export function emotionOf({ smileShare, smileScore, smileSeconds }: SmileFigures) {
  if (smileShare === null || smileScore === null || smileSeconds === null || smileShare < PART) return null;
  return { value: 'joy', score: smileScore, atSeconds: smileSeconds } as const;
}

/** Lines of one frame put in order: pieces of one row joined, rows of one caption numbered as a block. */

/** Fractions of the frame: left, top, width, height, 0..1. */
export type Box = readonly [number, number, number, number];

export interface FrameLine {
  text: string;
  box: Box;
  /** 0..1. */
  confidence: number;
  /** ISO 639-1 of what wrote it; null where unread. */
  language: string | null;
}

export interface PlacedLine extends FrameLine {
  block: number;
}

/** Pieces of a row overlap by this share of the lower one's height, and lie at most so many heights apart. */
const ROW_OVERLAP = 0.6;
const ROW_GAP = 0.9;

/** Rows of a caption lie at most this share of a row apart, and are at most so much taller than each other. */
const BLOCK_GAP = 0.8;
const BLOCK_RATIO = 1.7;

/** A caption's lines from the top down, each with the number of its block. `aspect` is the frame's width / height. */
export function placedLines(lines: readonly FrameLine[], aspect: number): PlacedLine[] {
  const rows = joinedRows(lines, aspect).sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
  const placed: PlacedLine[] = [];
  let blocks = 0;
  for (const row of rows) {
    const above = placed.findLast((line) => continues(line.box, row.box));
    if (above === undefined) blocks += 1;
    placed.push({ ...row, block: above?.block ?? blocks });
  }
  return placed;
}

function joinedRows(lines: readonly FrameLine[], aspect: number): FrameLine[] {
  const rows: FrameLine[] = [];
  for (const line of [...lines].sort((a, b) => a.box[0] - b.box[0])) {
    const place = rows.findIndex((row) => row.language === line.language && sameRow(row.box, line.box, aspect));
    const row = rows[place];
    if (row === undefined) rows.push(line);
    else rows[place] = joined(row, line);
  }
  return rows;
}

function joined(left: FrameLine, right: FrameLine): FrameLine {
  const [x, y, width, height] = left.box;
  const top = Math.min(y, right.box[1]);
  const end = Math.max(x + width, right.box[0] + right.box[2]);
  return {
    text: `${left.text} ${right.text}`.trim(),
    box: [x, top, end - x, Math.max(y + height, right.box[1] + right.box[3]) - top],
    confidence: Math.min(left.confidence, right.confidence),
    language: left.language,
  };
}

function sameRow(left: Box, right: Box, aspect: number): boolean {
  const overlap = Math.min(left[1] + left[3], right[1] + right[3]) - Math.max(left[1], right[1]);
  const lower = Math.min(left[3], right[3]);
  const gap = (right[0] - left[0] - left[2]) * aspect;
  return overlap >= ROW_OVERLAP * Math.max(left[3], right[3]) && gap <= ROW_GAP * lower && gap >= -lower;
}

/** Whether a row is the next of the caption that ends with another. */
function continues([x, y, width, height]: Box, row: Box): boolean {
  const gap = row[1] - y - height;
  const ratio = Math.max(height / row[3], row[3] / height);
  const overlap = Math.min(x + width, row[0] + row[2]) - Math.max(x, row[0]);
  return gap <= BLOCK_GAP * Math.min(height, row[3]) && gap > -0.6 * height && ratio <= BLOCK_RATIO && overlap > 0;
}

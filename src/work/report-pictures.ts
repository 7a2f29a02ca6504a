/** The pictures and moving previews of a report's page, made of files that are still those that were added. */
import { UserError } from '../errors.js';
import { readAsAdded } from '../media/as-added.js';
import { MediaError } from '../media/media-error.js';
import { canPreview, previewOf } from '../media/preview.js';
import { type MediaPrograms, mediaPrograms } from '../media/programs.js';
import { thumbnails } from '../media/thumbnail.js';
import type { Creative, MediaFacts } from '../model.js';
import type { ReportFrame, ReportPreviews } from '../report/data.js';
import type { Context } from './context.js';

/** A page with more clips, or more bytes of them, is slow to open and too large to send. */
const MOST_PREVIEWS = 24;
const MOST_BYTES = 6_000_000;

export interface PageMedia {
  /** By creative. */
  frames: ReadonlyMap<number, readonly ReportFrame[]>;
  /** MP4 in base64 by creative. */
  clips: ReadonlyMap<number, string>;
  missing: readonly { creative: string; reason: string }[];
  /** Null where none were asked for. */
  previews: ReportPreviews | null;
}

/**
 * Small pictures of `creatives`, and previews of those of them that are in `moving` (null for none), in their order. A file
 * that is gone or cannot be decoded is said, and the rest go on. Throws UserError NO_H264.
 */
export async function pageMedia(
  { config, progress, signal }: Context,
  creatives: readonly Creative[],
  moving: ReadonlySet<number> | null,
): Promise<PageMedia> {
  const frames = new Map<number, ReportFrame[]>();
  const missing: { creative: string; reason: string }[] = [];
  const withMedia = creatives.filter(({ path, media }) => path !== null && media !== null);
  const previews = moving === null ? null : new Previews(moving);
  if (withMedia.length === 0) return { frames, missing, clips: new Map(), previews: previews?.made ?? null };
  const programs = await mediaPrograms(config);
  if (previews !== null && !(await canPreview(programs))) throw cannotPreview(programs);
  const bar = progress('Pictures', withMedia.length, 'creatives');
  try {
    for (const creative of withMedia) {
      signal.throwIfAborted();
      const { creativeId, name, path, contentHash, media } = creative;
      if (path === null || contentHash === null || media === null) continue;
      bar.note(name);
      try {
        const made = await readAsAdded({ path, contentHash, media }, async () => {
          const pictures = await thumbnails(path, media, programs);
          await previews?.make(creative, path, media, programs);
          return pictures;
        });
        frames.set(
          creativeId,
          made.map(({ atSeconds, picture }) => ({ atSeconds, uri: dataUri(picture) })),
        );
      } catch (thrown) {
        if (!(thrown instanceof MediaError)) throw thrown;
        previews?.drop(creativeId);
        missing.push({ creative: name, reason: thrown.message });
      }
      bar.advance();
    }
  } finally {
    bar.done();
  }
  return { frames, missing, clips: previews?.clips ?? new Map(), previews: previews?.made ?? null };
}

/** The previews so far, within the limits of a page. */
class Previews {
  private readonly encoded = new Map<number, Buffer>();
  private readonly failed: { creative: string; reason: string }[] = [];
  private bytes = 0;
  private heldBack = 0;
  private heldBy: ReportPreviews['heldBy'] = null;

  constructor(private readonly moving: ReadonlySet<number>) {}

  async make({ creativeId, name }: Creative, path: string, media: MediaFacts, programs: MediaPrograms): Promise<void> {
    if (media.kind !== 'video' || !this.moving.has(creativeId)) return;
    if (this.encoded.size === MOST_PREVIEWS) this.heldBy ??= 'count';
    if (this.heldBy !== null) {
      this.heldBack += 1;
      return;
    }
    try {
      const clip = await previewOf(path, media, programs);
      if (this.bytes + clip.length > MOST_BYTES) {
        this.heldBy = 'size';
        this.heldBack += 1;
        return;
      }
      this.encoded.set(creativeId, clip);
      this.bytes += clip.length;
    } catch (thrown) {
      if (!(thrown instanceof MediaError)) throw thrown;
      this.failed.push({ creative: name, reason: thrown.message });
    }
  }

  /** Takes out the clip of a file that was written while it was read. */
  drop(creativeId: number): void {
    this.bytes -= this.encoded.get(creativeId)?.length ?? 0;
    this.encoded.delete(creativeId);
  }

  get clips(): ReadonlyMap<number, string> {
    return new Map([...this.encoded].map(([creativeId, clip]) => [creativeId, clip.toString('base64')]));
  }

  get made(): ReportPreviews {
    const { encoded, bytes, heldBack, heldBy, failed } = this;
    return { count: encoded.size, bytes, heldBack, heldBy, failed };
  }
}

const cannotPreview = ({ ffmpeg }: MediaPrograms): UserError =>
  new UserError(
    'NO_H264',
    `${ffmpeg} was built without libx264, which previews are written with`,
    'Install ffmpeg with the system’s package manager, name another one in CREO_FFMPEG, or leave out --previews',
  );

const dataUri = (picture: Buffer): string => `data:image/webp;base64,${picture.toString('base64')}`;

/** The domain in types: what creo keeps, in the media buyer's words. Nothing here runs. */
import type { Day } from './units.js';

export type MediaKind = 'video' | 'image';
export type CreativeStatus = 'active' | 'paused' | 'archived';

/** Hybrid log-gamma, or perceptual quantiser (ITU-R BT.2100). */
export type HdrTransfer = 'hlg' | 'pq';

/** What ffprobe says of a media file. */
export interface MediaFacts {
  kind: MediaKind;
  /** Seconds; 0 for an image. */
  durationSeconds: number;
  /** Pixels as shown, after rotation. */
  width: number;
  height: number;
  /** Frames per second; null for an image. */
  fps: number | null;
  hasAudio: boolean;
  /** How an HDR video codes light; null for ordinary video and pictures. */
  hdr: HdrTransfer | null;
  sizeBytes: number;
}

/** One asset that the buyer thinks of as one ad. Media is optional: numbers without a file still count. */
export interface Creative {
  creativeId: number;
  name: string;
  category: string | null;
  status: CreativeStatus;
  /** Where the file was when it was added; absolute. */
  path: string | null;
  /** SHA-256 of the file's bytes, in hex: what makes two files the same creative. */
  contentHash: string | null;
  media: MediaFacts | null;
  /** Instant, ISO 8601 UTC. */
  createdAt: string;
}

/** The levels at which platforms report, coarsest first. */
export type ReportLevel = 'account' | 'campaign' | 'ad_group' | 'ad';

/** What a report says of the object that it reports on: an ad or, in coarser reports, an ad group, a campaign or an account. */
export interface AdDescription {
  platform: string;
  /** The platform's account name or id; '' when the file does not say. */
  account: string;
  level: ReportLevel;
  /** The platform's own id as text (17 digits do not fit a number); null when the file has none. */
  externalId: string | null;
  campaign: string | null;
  adGroup: string | null;
  adName: string | null;
  utmSource: string | null;
  utmCampaign: string | null;
  utmContent: string | null;
}

/** One of them in the store. */
export interface Ad extends AdDescription {
  adId: number;
  creativeId: number | null;
}

/**
 * Counts and money of some delivery. Null means that no report said: it is never taken for 0.
 * Sums over several rows take the known values, and are null only where none is known.
 */
export interface Totals {
  impressions: number | null;
  /** Link or destination clicks where the platform tells them apart, else its only click count. */
  clicks: number | null;
  /** May be fractional, and may exceed clicks (view-through). */
  conversions: number | null;
  spendMicros: number | null;
  /** Value of the attributed conversions. */
  revenueMicros: number | null;
  /** Early views, the input of the hook rate: 3 s (Meta) or 2 s (TikTok, Snapchat) plays. */
  plays3s: number | null;
  /** Long views, the input of the hold rate: ThruPlays (Meta), 6 s (TikTok), 15 s (Snapchat). */
  thruplays: number | null;
  /**
   * The same sums apart by what their rows know, where some know what others do not: a ratio is one of rows that know both
   * of its sides. Parts have no parts.
   */
  parts?: readonly Totals[];
}

/** Results of one creative over one period, summed over its ads; a daily row has dateStart = dateEnd. */
export interface CreativeDay extends Totals {
  creativeId: number;
  dateStart: Day;
  dateEnd: Day;
}

/** One vector of one creative by one model, L2-normalised. */
export interface Embedding {
  creativeId: number;
  /** The model and the precision it ran in, e.g. `Xenova/clip-vit-base-patch32#q8`. Vectors of two models are never compared. */
  modelId: string;
  contentHash: string;
  vector: Float32Array;
}

/** What is kept of one frame of a creative. */
export interface FrameVector {
  /** Moment in the clip, in seconds; 0 for a picture. */
  atSeconds: number;
  /** L2-normalised. */
  vector: Float32Array;
  /** 32 x 32 grey bytes, rows from the top: what copies are recognised by. */
  thumbnail: Uint8Array;
}

/** Something that an image network saw in a creative. */
export interface Subject {
  /** Name of the class, such as `pizza`. */
  label: string;
  /** Mean probability over the frames, 0..1. */
  score: number;
  /** Moment at which it shows best, in seconds. */
  atSeconds: number;
}

/** Where one shot of a clip ends and the next begins. */
export interface ShotBoundary {
  /** The first frame after a cut, the middle of a dissolve, or of the flat colour of a fade. */
  atSeconds: number;
  kind: 'cut' | 'dissolve' | 'fade';
  /** How different the pictures before and after are, 0..1. */
  score: number;
}

/** A line of text read on the screen of a creative. */
export interface ReadLine {
  /** Seconds at which it was first seen, and last seen among the frames read. */
  atSeconds: number;
  untilSeconds: number;
  text: string;
  /** Fractions of the frame: left, top, width, height, 0..1. */
  box: readonly [number, number, number, number];
  /** The recogniser's own, 0..1. */
  confidence: number;
  /** ISO 639-1 of the recogniser that wrote it, null where unread (letters of a script that it cannot write). */
  language: string | null;
  /** True for what stands still through the clip: usernames, watermarks, "Sponsored". */
  furniture: boolean;
  /** Lines of one block (a caption of several lines) share its number; blocks are numbered top to bottom within a frame. */
  block: number;
}

/**
 * What was measured from one creative's file. The figures of shots and motion are null for a still picture, those of
 * sound where there is none.
 */
export interface Patterns {
  creativeId: number;
  contentHash: string;
  /** Number of shots. */
  shots: number | null;
  /** When the first shot ends; null for one shot. */
  firstCutSeconds: number | null;
  meanShotSeconds: number | null;
  /** Most shots seen within any five seconds. */
  densestShots: number | null;
  /** Mean change of the luma in a tenth of a second within a shot, 0..1. */
  motion: number | null;
  /** Mean luma and mean saturation, 0..1. */
  brightness: number;
  saturation: number;
  /** Named colours that fill a tenth of the picture or more, the most first; shares 0..1. */
  colours: readonly { name: string; share: number }[];
  /** Share of the picture that looks like lettering, 0..1. */
  textArea: number;
  /** Integrated loudness of the mono mix; null for silence too. */
  loudnessLufs: number | null;
  /** Share of the time that is silent, 0..1. */
  silence: number | null;
  /** How sure it is that somebody speaks, and how steady its beat is, 0..1. */
  voiceScore: number | null;
  beatScore: number | null;
  /** Share of the time in which somebody speaks, 0..1, and when that begins; the latter null without talk too. */
  speechShare: number | null;
  speechStartSeconds: number | null;
  /** Null where there is no steady beat. */
  beatsPerMinute: number | null;
  /** Share of the frames looked at with a face, and with two or more, 0..1. */
  faceShare: number;
  severalFacesShare: number;
  /** Most faces in one frame, and when; the moment null without any. */
  mostFaces: number;
  mostFacesSeconds: number | null;
  /** Share of the faces large enough to tell that smile, 0..1; null without any. */
  smileShare: number | null;
  /** The surest smile's probability, 0..1, and when; null where nobody smiles. */
  smileScore: number | null;
  smileSeconds: number | null;
  boundaries: readonly ShotBoundary[];
}

/** A line of what is said in a creative, from the subtitles beside its file. */
export interface SpokenLine {
  atSeconds: number;
  untilSeconds: number;
  text: string;
}

/** What the words of a creative say of it: kept with the line that says so. */
export interface WordTag {
  key: 'hook' | 'offer' | 'cta';
  value: string;
  /** The words, and the moment at which they are first seen or heard, in seconds. */
  line: string;
  atSeconds: number;
  /** Where they were found. */
  medium: 'screen' | 'spoken';
  /** How sure the recogniser was of the words, 0..1; null for subtitles. */
  score: number | null;
  /** Figures of an offer: a fraction off, 0..1, and an amount in micros with its currency; null where the line has none. */
  discount: number | null;
  amountMicros: number | null;
  currency: string | null;
}

export type ClusterKind = 'visual' | 'patterns' | 'hybrid' | 'tag';

/** A group of creatives in one clustering run. */
export interface Cluster {
  clusterId: number;
  label: string;
  creativeIds: readonly number[];
  /** The member nearest to the middle of the cluster; null or absent where there are no distances. */
  centralCreativeId?: number | null;
}

/** Where a creative lies on the flat map of a clustering run. */
export interface MapPoint {
  creativeId: number;
  x: number;
  y: number;
}

/** One clustering, as stored: the latest of each kind is current. */
export interface ClusterRun {
  runId: number;
  kind: ClusterKind;
  /** The tag that `--by` named; null for other kinds. */
  tag: string | null;
  algorithm: 'kmeans' | 'dbscan' | 'tag';
  k: number;
  seed: number;
  /** Mean silhouette, -1..1; null where it is not defined (one cluster, or groups by tag). */
  silhouette: number | null;
  modelId: string | null;
  createdAt: string;
  clusters: readonly Cluster[];
  /** Creatives that belong to no cluster: noise of DBSCAN, or without a value of the tag. */
  noise: readonly number[];
  /** The other options of the algorithm, such as the radius of DBSCAN. */
  options?: Readonly<Record<string, string | number>>;
  /** Two principal components of what was clustered; empty or absent where there are no distances. */
  map?: readonly MapPoint[];
}

/** Breakdowns of reports that creatives can be held against each other by. */
export const SEGMENT_DIMENSIONS = ['age', 'gender', 'placement', 'country'] as const;

export type SegmentDimension = (typeof SEGMENT_DIMENSIONS)[number];

/** Decoded frames: what the media stage hands on.. */

export type PixelFormat = 'rgb24' | 'gray';

/** Size and layout of decoded frames. */
export interface FrameShape {
  width: number;
  height: number;
  /** `rgb24`: 3 bytes a pixel, red first; `gray`: 1 byte. Rows from the top, no padding. */
  pixelFormat: PixelFormat;
  /** `fill` squashes the whole picture into the size; `cover` keeps proportions and cuts the overhang off equally. Default fill. */
  fit?: 'fill' | 'cover';
}

export interface Frame {
  /** Moment in the clip, in seconds; 0 for a picture. */
  atSeconds: number;
  /** width x height x (3 or 1) bytes. */
  data: Uint8Array;
}

export const frameBytes = ({ width, height, pixelFormat }: FrameShape): number =>
  width * height * (pixelFormat === 'gray' ? 1 : 3);

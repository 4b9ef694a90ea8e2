import { createRequire } from 'node:module';
import type { default as Make, Metadata, Sharp, SharpOptions, Stats } from 'sharp';
import { DocumentError } from '../../core/codes.ts';
import type { Limits } from './limits.ts';

/** A page as pixels, ready for OCR: 8 bits a channel, no padding between rows. */
export interface PageImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array;
  /** Dots an inch at which the page stands, to turn pixels into points; photographs have none and count as A4. */
  readonly dpi: number;
}

/** A4 across at 200 dpi; more tells an OCR engine nothing and costs it the square. */
const LONG_SIDE = 2_340;

/** `require` searches the Lambda layer, `import` would not; and a text never pays for loading it. */
const sharp = (bytes: Uint8Array, options: SharpOptions): Sharp =>
  (createRequire(import.meta.url)('sharp') as typeof Make)(bytes, options);

export interface PictureFacts {
  readonly pages: number;
  /** Pages on which nothing is to be seen. */
  readonly blank: readonly number[];
  /** Whether the picture breaks off. */
  readonly damaged: boolean;
}

/**
 * What a PNG, JPEG or TIFF holds. The size is read from its header before anything is decoded: 60,000 × 60,000
 * pixels take a few bytes there and 10 GB here.
 * @throws DocumentError IMAGE_TOO_LARGE, TOO_MANY_PAGES, DAMAGED_FILE.
 */
export async function inspectPicture(bytes: Uint8Array, limits: Limits): Promise<PictureFacts> {
  const { width, height, pages = 1 } = await metadataOf(bytes);
  if (!width || !height) throw new DocumentError('DAMAGED_FILE');
  if (pages > limits.pages) throw new DocumentError('TOO_MANY_PAGES');
  const blank: number[] = [];
  let damaged = false;
  for (let page = 0; page < pages; page++) {
    if (page > 0) await refuseHuge(bytes, page, limits);
    else if (width * height > limits.pixels) throw new DocumentError('IMAGE_TOO_LARGE');
    const look = await lookAt(bytes, page);
    damaged ||= look.damaged;
    if (look.blank) blank.push(page + 1);
  }
  return { pages, blank, damaged };
}

async function metadataOf(bytes: Uint8Array, page = 0): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: false, page }).metadata();
  } catch {
    throw new DocumentError('DAMAGED_FILE');
  }
}

async function refuseHuge(bytes: Uint8Array, page: number, limits: Limits): Promise<void> {
  const { width, height } = await metadataOf(bytes, page);
  if (width * height > limits.pixels) throw new DocumentError('IMAGE_TOO_LARGE');
}

/** Small, for a look: whether anything is on the page, and whether the picture decodes to its end. */
async function lookAt(bytes: Uint8Array, page: number): Promise<{ blank: boolean; damaged: boolean }> {
  const look = (failOn: 'error' | 'none') =>
    sharp(bytes, { page, failOn, limitInputPixels: false })
      .flatten({ background: '#ffffff' })
      .greyscale()
      .resize(600, 600, { fit: 'inside', withoutEnlargement: true })
      .stats();
  try {
    return { blank: isBlank(await look('error')), damaged: false };
  } catch {
    try {
      return { blank: isBlank(await look('none')), damaged: true };
    } catch {
      throw new DocumentError('DAMAGED_FILE');
    }
  }
}

/** A single short line on an otherwise empty page still spreads the grey values by more than this. */
const isBlank = ({ channels }: Stats): boolean => channels[0]!.stdev < 1 && channels[0]!.max - channels[0]!.min < 24;

/** A page of a picture, upright by its EXIF orientation, on white, and no larger than OCR can use. */
export async function decodePicture(bytes: Uint8Array, page: number, limits: Limits): Promise<PageImage> {
  const { width, height } = await metadataOf(bytes, page - 1);
  if (width * height > limits.pixels) throw new DocumentError('IMAGE_TOO_LARGE');
  try {
    const { data, info } = await sharp(bytes, { page: page - 1, failOn: 'none', limitInputPixels: false })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(LONG_SIDE, LONG_SIDE, { fit: 'inside', withoutEnlargement: true })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const channels = info.channels === 1 ? 1 : 3;
    return { width: info.width, height: info.height, channels, data, dpi: dpiOf(info.width, info.height) };
  } catch {
    throw new DocumentError('DAMAGED_FILE');
  }
}

/** As if the picture filled an A4 page: what a picture says of its density is mostly a default of the camera. */
const dpiOf = (width: number, height: number): number => Math.max(width, height) / (297 / 25.4);

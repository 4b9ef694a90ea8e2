import { DocumentError } from '../../../core/codes.ts';
import { type Dict, isArray, isRef, type Value } from './lexer.ts';

/**
 * Pixels that a picture claims to have, in its dictionary and in its own header: decoders believe the header.
 * @throws DocumentError IMAGE_TOO_LARGE beyond `maxPixels`.
 * @returns the bytes of its rows, unpacked; nothing if it claims no size.
 */
export function checkPicture(
  dict: Dict,
  data: Uint8Array,
  maxPixels: number,
  resolve: (value: Value) => Value,
): number | undefined {
  const number = (...keys: string[]): number | undefined => {
    for (const key of keys) {
      const value = dict.get(key);
      const resolved = isRef(value) ? resolve(value) : value;
      if (typeof resolved === 'number') return resolved;
    }
    return;
  };
  const [width, height] = [number('/Width', '/W'), number('/Height', '/H')];
  const sizes = [headerSize(data), width !== undefined && height !== undefined ? { width, height } : undefined];
  for (const size of sizes)
    if (size && size.width * size.height > maxPixels) throw new DocumentError('IMAGE_TOO_LARGE');
  if (width === undefined || height === undefined) return;
  const bits = number('/BitsPerComponent', '/BPC') ?? 8;
  return Math.ceil((width * bits * channelsOf(dict.get('/ColorSpace'))) / 8 + 1) * height;
}

const channelsOf = (space: Value): number =>
  space === '/DeviceGray' || space === '/G' ? 1 : space === '/DeviceRGB' || space === '/RGB' || isArray(space) ? 3 : 4;

/** Width and height out of a JPEG's or a JPEG 2000's own header. */
function headerSize(data: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(data.buffer, data.byteOffset, Math.min(data.byteLength, 1 << 20));
  if (view.byteLength < 64) return;
  if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  // A JPEG 2000 code stream begins with SOC and SIZ; in a file it comes after some boxes.
  for (let at = 0; at + 24 <= Math.min(view.byteLength, 4096); at++)
    if (view.getUint32(at) === 0xff4fff51)
      return {
        width: view.getUint32(at + 8) - view.getUint32(at + 16),
        height: view.getUint32(at + 12) - view.getUint32(at + 20),
      };
  return;
}

function jpegSize(view: DataView): { width: number; height: number } | undefined {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return;
    const marker = view.getUint8(at + 1);
    // SOF0–SOF15 without DHT, JPG and DAC.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + (marker === 0xff ? -1 : view.getUint16(at + 2));
  }
  return;
}

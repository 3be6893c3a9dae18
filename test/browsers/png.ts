import { inflateSync } from 'node:zlib';

/** A decoded picture. */
export interface Picture {
  width: number;
  height: number;
  /** The red, green and blue of a pixel, from 0 to 255. */
  at: (x: number, y: number) => readonly [red: number, green: number, blue: number];
}

/** Decodes a PNG with eight bits per channel and without interlacing, as all browsers write: https://www.w3.org/TR/png-3/ */
export function decodePng(png: Uint8Array): Picture {
  const bytes = Buffer.from(png);
  const [width, height, bits, type, interlaced] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[24], bytes[25], bytes[28]];
  if (bits !== 8 || (type !== 2 && type !== 6) || interlaced !== 0) throw new Error(`The screenshot is a PNG of another kind: ${bits} bits, type ${type}.`);
  const channels = type === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let place = 8; place < bytes.length; place += 12 + bytes.readUInt32BE(place)) {
    if (bytes.toString('latin1', place + 4, place + 8) === 'IDAT') parts.push(bytes.subarray(place + 8, place + 8 + bytes.readUInt32BE(place)));
  }
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  return {
    width,
    height,
    at: (x, y) => {
      const place = (y * width + x) * channels;
      return [pixels[place]!, pixels[place + 1]!, pixels[place + 2]!];
    },
  };
}

/** Each line begins with the number of the filter that predicts its bytes from those to the left and above. */
function unfilter(data: Buffer, length: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(length * height);
  for (let row = 0; row < height; row++) {
    const filter = data[row * (length + 1)]!;
    for (let index = 0; index < length; index++) {
      const place = row * length + index;
      const left = index < channels ? 0 : out[place - channels]!;
      const up = row === 0 ? 0 : out[place - length]!;
      const corner = row === 0 || index < channels ? 0 : out[place - length - channels]!;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      out[place] = data[row * (length + 1) + 1 + index]! + predicted;
    }
  }
  return out;
}

/** The neighbor that is nearest to left + up - corner. */
function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

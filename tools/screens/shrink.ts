import { crc32, deflateSync, inflateSync } from 'node:zlib'

const COLOURS = 256

/**
 * A screenshot with at most 256 colours, which a screen of ours hardly exceeds: a third of the size, and the same to the
 * eye. Takes what Chromium writes: 8 bits, RGB or RGBA, not interlaced.
 */
export const shrink = (png: Buffer): Buffer => {
  const { width, height, pixels } = decode(png)
  const palette = paletteOf(pixels)
  const nearest = new Map<number, number>()
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[y * width + x] ?? 0
      const index = nearest.get(colour) ?? nearestIn(palette, colour)
      nearest.set(colour, index)
      rows[y * (width + 1) + 1 + x] = index
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

interface Picture {
  readonly width: number
  readonly height: number
  /** One number for each pixel, `0xrrggbb`. */
  readonly pixels: Uint32Array
}

const decode = (png: Buffer): Picture => {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const [width, height, each] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3]
  const raw = inflateSync(Buffer.concat(parts))
  const line = width * each
  const pixels = new Uint32Array(width * height)
  let above = new Uint8Array(line)
  for (let y = 0; y < height; y += 1) {
    const row = unfilter(raw.subarray(y * (line + 1), (y + 1) * (line + 1)), above, each)
    for (let x = 0; x < width; x += 1)
      pixels[y * width + x] =
        ((row[x * each] ?? 0) << 16) | ((row[x * each + 1] ?? 0) << 8) | (row[x * each + 2] ?? 0)
    above = row
  }
  return { width, height, pixels }
}

/** Undoes what made the row easier to compress (PNG, section 9). */
const unfilter = (coded: Buffer, above: Uint8Array, each: number): Uint8Array<ArrayBuffer> => {
  const row = new Uint8Array(coded.length - 1)
  for (let index = 0; index < row.length; index += 1) {
    const [left, up, corner] = [row[index - each] ?? 0, above[index] ?? 0, above[index - each] ?? 0]
    const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)]
    row[index] = (coded[index + 1] ?? 0) + (guesses[coded[0] ?? 0] ?? 0)
  }
  return row
}

const paeth = (left: number, up: number, corner: number): number => {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

/** The colours that stand for all: the most frequent of each neighbourhood. */
const paletteOf = (pixels: Uint32Array): number[] => {
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const frequent = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour)
  // The closer the neighbourhoods, the more colours: as close as leaves room for all.
  for (let size = 1; ; size += 1) {
    const near = new Map<number, number>()
    for (const colour of frequent) {
      const place = [16, 8, 0].reduce(
        (sum, shift) => sum * 256 + Math.floor(((colour >> shift) & 255) / size),
        0,
      )
      if (!near.has(place)) near.set(place, colour)
    }
    if (near.size <= COLOURS) return [...near.values()]
  }
}

const nearestIn = (palette: readonly number[], colour: number): number => {
  let [best, distance] = [0, Number.POSITIVE_INFINITY]
  for (const [index, each] of palette.entries()) {
    const apart = [16, 8, 0].reduce(
      (sum, shift) => sum + (((each >> shift) & 255) - ((colour >> shift) & 255)) ** 2,
      0,
    )
    if (apart < distance) [best, distance] = [index, apart]
  }
  return best
}

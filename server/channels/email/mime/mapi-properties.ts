/** The values of one property: several when it is one of many values. */
export interface Property {
  readonly id: number
  readonly type: number
  readonly values: readonly Buffer[]
}

export const OBJECT = 0x000d
export const UNICODE = 0x001f

const MANY = 0x1000
const NAMED = 0x8000
// A name by its text rather than by its number.
const BY_TEXT = 1
const MOST_VALUES = 10_000

const SIZES: Readonly<Record<number, number>> = {
  2: 2,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 2,
  20: 8,
  64: 8,
  72: 16,
}
// Texts of both kinds, objects and bytes state their length.
const VARIABLE = new Set([0x001e, UNICODE, OBJECT, 0x0102])

/** Reads forward through bytes; a step beyond the end throws. */
class Walk {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** The next `length` bytes; the walk goes on at the next multiple of four. */
  take(length: number): Buffer {
    if (length > this.#bytes.length - this.#at) throw new RangeError('The properties break off.')
    const taken = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += Math.ceil(length / 4) * 4
    return taken
  }

  number(): number {
    return this.take(4).readUInt32LE(0)
  }
}

const skipName = (walk: Walk): void => {
  walk.take(16)
  if (walk.number() === BY_TEXT) walk.take(walk.number())
  else walk.number()
}

const valuesOf = (walk: Walk, type: number): Buffer[] => {
  const single = type & ~MANY
  const size = SIZES[single]
  if (size === undefined && !VARIABLE.has(single)) throw new RangeError(`No property is of type ${type}.`)
  const count = size === undefined || type & MANY ? walk.number() : 1
  if (count > MOST_VALUES) throw new RangeError('A property has too many values.')
  return Array.from({ length: count }, () => walk.take(size ?? walk.number()))
}

/**
 * The properties in a stream of them (MS-OXTNEF 2.1.3.5), in order; each value lies on a multiple of four bytes.
 * Those before the place where it breaks off or makes no sense; `isWhole` says whether that is all.
 */
export const mapiProperties = (bytes: Buffer): { properties: readonly Property[]; isWhole: boolean } => {
  const properties: Property[] = []
  try {
    const walk = new Walk(bytes)
    for (let left = walk.number(); left > 0; left -= 1) {
      const tag = walk.number()
      const [type, id] = [tag & 0xffff, tag >>> 16]
      if (id >= NAMED) skipName(walk)
      properties.push({ id, type, values: valuesOf(walk, type) })
    }
    return { properties, isWhole: true }
  } catch (error) {
    if (error instanceof RangeError) return { properties, isWhole: false }
    throw error
  }
}

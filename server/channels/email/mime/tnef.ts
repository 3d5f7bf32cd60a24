import { mapiProperties, OBJECT, type Property, UNICODE } from './mapi-properties.ts'
import { inflateRtf } from './rtf-inflate.ts'

export interface TnefFile {
  readonly name: string
  /** As Outlook states it; empty when it states none. */
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly contentId: string
}

/** What a winmail.dat holds. */
export interface Tnef {
  readonly files: readonly TnefFile[]
  /** The mail's own words in up to three forms. */
  readonly text: string
  readonly html: string
  readonly rtf: Uint8Array | null
  /** False when it breaks off: what came before is read, and there may have been more. */
  readonly isWhole: boolean
}

const SIGNATURE = 0x223e9f78
const BEGIN = 6
const HEAD = 9
const CHECKSUM = 2
const MOST_FILES = 1_000
const DEEPEST = 5

const ATTRIBUTE = {
  codePage: 0x69007,
  properties: 0x69003,
  body: 0x2800c,
  newFile: 0x69002,
  fileTitle: 0x18010,
  fileData: 0x6800f,
  fileProperties: 0x69005,
} as const
const PROPERTY = {
  body: 0x1000,
  html: 0x1013,
  rtf: 0x1009,
  data: 0x3701,
  shortName: 0x3704,
  longName: 0x3707,
  mediaType: 0x370e,
  contentId: 0x3712,
  displayName: 0x3001,
} as const

interface Attribute {
  readonly id: number
  readonly bytes: Buffer
}

const attributesOf = (bytes: Buffer): { attributes: Attribute[]; isWhole: boolean } => {
  const attributes: Attribute[] = []
  let at = BEGIN
  while (at + HEAD <= bytes.length) {
    const end = at + HEAD + bytes.readUInt32LE(at + 5)
    if (end > bytes.length) break
    attributes.push({ id: bytes.readUInt32LE(at + 1), bytes: bytes.subarray(at + HEAD, end) })
    at = end + CHECKSUM
  }
  return { attributes, isWhole: at >= bytes.length }
}

const ASIAN: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  65001: 'utf-8',
}

/** The encoding of its one-byte texts. */
const decoderOf = (attributes: readonly Attribute[]): TextDecoder => {
  const stated = attributes.find(({ id, bytes }) => id === ATTRIBUTE.codePage && bytes.length >= 4)
  const page = stated?.bytes.readUInt32LE(0) ?? 1252
  try {
    return new TextDecoder(ASIAN[page] ?? `windows-${page}`)
  } catch {
    return new TextDecoder('windows-1252')
  }
}

const untilNul = (text: string): string => text.split('\0', 1)[0] ?? ''

/** Looks into one list of properties. */
const lookInto = (properties: readonly Property[], decoder: TextDecoder) => {
  const find = (id: number): Property | undefined =>
    properties.find((property) => property.id === id && property.values.length > 0)
  const bytes = (id: number): Buffer | null => find(id)?.values[0] ?? null
  const text = (id: number): string => {
    const found = find(id)
    const value = found?.values[0]
    if (!value) return ''
    return untilNul(found.type === UNICODE ? value.toString('utf16le') : decoder.decode(value))
  }
  return { find, bytes, text }
}

/** The attributes of each file, in order. */
const groupsOf = (attributes: readonly Attribute[]): Attribute[][] => {
  const groups: Attribute[][] = []
  for (const attribute of attributes) {
    if (attribute.id === ATTRIBUTE.newFile) groups.push([])
    else groups.at(-1)?.push(attribute)
  }
  return groups.slice(0, MOST_FILES)
}

/** A file's own bytes: an object stands behind the sixteen bytes that name its kind. */
const dataOf = (group: readonly Attribute[], data: Property | undefined): Buffer => {
  const [value] = data?.values ?? []
  const plain = group.find(({ id }) => id === ATTRIBUTE.fileData)?.bytes
  if (plain && plain.length > 0) return plain
  return (data?.type === OBJECT ? value?.subarray(16) : value) ?? Buffer.alloc(0)
}

const filesOf = (group: readonly Attribute[], decoder: TextDecoder, depth: number): readonly TnefFile[] => {
  const stream = group.find(({ id }) => id === ATTRIBUTE.fileProperties)?.bytes
  const { find, text } = lookInto(stream ? mapiProperties(stream).properties : [], decoder)
  const bytes = dataOf(group, find(PROPERTY.data))
  const title = group.find(({ id }) => id === ATTRIBUTE.fileTitle)?.bytes
  const inner = depth < DEEPEST ? readTnef(bytes, depth + 1) : null
  if (inner) return inner.files
  const name =
    text(PROPERTY.longName) ||
    untilNul(decoder.decode(title ?? Buffer.alloc(0))) ||
    text(PROPERTY.shortName) ||
    text(PROPERTY.displayName)
  return [{ name, mediaType: text(PROPERTY.mediaType), bytes, contentId: text(PROPERTY.contentId) }]
}

/**
 * Reads a winmail.dat (TNEF), in which Outlook hides files and the mail's own words from other programs; null
 * when it is none. What breaks off is read as far as it goes.
 */
export const readTnef = (given: Uint8Array, depth = 0): Tnef | null => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (bytes.length < BEGIN || bytes.readUInt32LE(0) !== SIGNATURE) return null
  const { attributes, isWhole } = attributesOf(bytes)
  const decoder = decoderOf(attributes)
  const stream = attributes.find(({ id }) => id === ATTRIBUTE.properties)?.bytes
  const message = stream ? mapiProperties(stream) : { properties: [], isWhole: true }
  const own = lookInto(message.properties, decoder)
  const body = attributes.find(({ id }) => id === ATTRIBUTE.body)?.bytes
  const rtf = own.bytes(PROPERTY.rtf)
  return {
    files: groupsOf(attributes).flatMap((group) => filesOf(group, decoder, depth)),
    text: own.text(PROPERTY.body) || untilNul(decoder.decode(body ?? Buffer.alloc(0))),
    html: own.text(PROPERTY.html),
    rtf: rtf && inflateRtf(rtf),
    isWhole: isWhole && message.isWhole,
  }
}

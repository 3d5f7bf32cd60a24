// What every compressed RTF may refer back to before it has said anything itself (MS-OXRTFCP 2.1.2.1).
const BEGINNING =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const WINDOW = 4_096
const HEADER = 16
const COMPRESSED = 0x75465a4c
const AS_IT_IS = 0x414c454d
const LIMIT = 10_000_000

/**
 * The RTF inside the compressed form that Outlook keeps it in; null when it is not of that form or breaks off.
 * What comes out is never more than nine times as long as what goes in.
 */
export const inflateRtf = (bytes: Buffer): Buffer | null => {
  if (bytes.length < HEADER) return null
  const size = bytes.readUInt32LE(4)
  const form = bytes.readUInt32LE(8)
  if (size > LIMIT) return null
  if (form === AS_IT_IS) return bytes.subarray(HEADER, HEADER + size)
  return form === COMPRESSED ? inflate(bytes.subarray(HEADER), size) : null
}

const inflate = (from: Buffer, size: number): Buffer | null => {
  const window = Buffer.alloc(WINDOW)
  let end = window.write(BEGINNING, 'latin1')
  const out: number[] = []
  const put = (byte: number): void => {
    out.push(byte)
    window[end] = byte
    end = (end + 1) % WINDOW
  }
  let at = 0
  while (at < from.length) {
    const flags = from[at++] ?? 0
    for (let bit = 0; bit < 8 && at < from.length; bit += 1) {
      if (((flags >> bit) & 1) === 0) put(from[at++] ?? 0)
      else {
        const word = ((from[at] ?? 0) << 8) | (from[at + 1] ?? 0)
        at += 2
        const start = word >> 4
        // A reference to where the next byte will be written says that this is the end.
        if (start === end) return Buffer.from(out.slice(0, size))
        for (let n = 0; n < (word & 15) + 2; n += 1) put(window[(start + n) % WINDOW] ?? 0)
      }
    }
  }
  return out.length >= size ? Buffer.from(out.slice(0, size)) : null
}

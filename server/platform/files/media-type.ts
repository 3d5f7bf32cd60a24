import { fileTypeFromBuffer } from 'file-type'

const UNKNOWN = 'application/octet-stream'
const NAME = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}$/

// Formats that carry a signature: without it, a file that claims to be one is something else.
const SIGNED = /^(image\/(?!svg)|audio\/|video\/|font\/|application\/(pdf|zip|gzip))/

/**
 * The media type of a file by what its bytes are. What somebody claims counts only where bytes tell nothing
 * (text, tables), and only when it is a well-formed name.
 */
export const mediaTypeOf = async (bytes: Uint8Array, claimed: string | undefined): Promise<string> => {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return found.mime
  const [name = ''] = (claimed ?? '').toLowerCase().split(';')
  return NAME.test(name.trim()) && !SIGNED.test(name.trim()) ? name.trim() : UNKNOWN
}

const LIMIT = 500_000

/** Everything below the header lines of a mail, as text, without anything decoded. */
export const bareBody = (bytes: Uint8Array): string => {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ends = ['\r\n\r\n', '\n\n'].map((end) => whole.indexOf(end)).filter((at) => at >= 0)
  if (ends.length === 0) return ''
  const from = Math.min(...ends)
  return whole
    .subarray(from, from + LIMIT)
    .toString()
    .trim()
}

const CR = 13
const LF = 10

/**
 * Whether each CR is followed by LF and each LF preceded by CR. What is not so could mean something else to
 * the next program than to us ("SMTP smuggling"), so it is not accepted.
 */
export const checkLineEnds = (bytes: Uint8Array): boolean => {
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1))
    if (bytes[at - 1] !== CR) return false
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1))
    if (bytes[at + 1] !== LF) return false
  return true
}

export type Piece = { text: string; href?: string }

// The counted repeats keep the time linear on text made to be slow.
const link = /(https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}])|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/g

/** Cuts text into plain pieces and pieces that are a web or mail address. Nothing else ever becomes a link. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let end = 0
  for (const match of text.matchAll(link)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index) })
    found.push({ text: match[0], href: match[2] ? `mailto:${match[0]}` : match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) found.push({ text: text.slice(end) })
  return found
}

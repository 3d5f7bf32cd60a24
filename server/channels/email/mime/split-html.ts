/** The HTML of a mail cut where its quotation stands; the writer may have written above, below or between. */
export interface SplitHtml {
  readonly newest: string
  readonly quoted: string
}

// What each mail program puts around the mail it answers. The first one found in the text counts.
const MARKERS = [
  /<div[^>]{0,300}\bclass=["']?[^"'>]{0,100}\b(?:gmail_quote|gmail_extra|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|moz-cite-prefix|moz-forward-container|regard_quote|front-blockquote|ms-outlook-mobile-reference-message)\b/i,
  /<[a-z]+[^>]{0,300}\bid=["']?(?:divRplyFwdMsg|appendonsend|stopSpelling|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|zwchr|reply-intro|yahoo_quoted_\d+|isForwardContent|isReplyContent)\b/i,
  /<[a-z]+[^>]{0,300}\b(?:data-marker=["']?__QUOTED_TEXT__|name=["']?(?:messageReplySection|quote)\b)/i,
  /<div[^>]{0,300}\bstyle=["'][^"'>]{0,200}border-top:\s*solid\s+#?(?:B5C4DF|E1E1E1)[^>]{0,300}>(?:\s|<[^>]{1,200}>){0,12}(?:From|Von|De|Da|Van|Från|Fra|Od|От)\s*:/i,
]
const BLOCKQUOTE =
  /<blockquote\b[^>]{0,500}\b(?:type=["']?cite|class=["']?[^"'>]{0,100}\b(?:gmail_quote|iosymail))/i

const firstOf = (html: string, patterns: readonly RegExp[]): number => {
  const found = patterns.map((pattern) => html.search(pattern)).filter((at) => at >= 0)
  return found.length > 0 ? Math.min(...found) : -1
}

/** Just behind the `</blockquote>` that closes the one at `start`; the end of the text when none does. */
const endOfBlockquote = (html: string, start: number): number => {
  const tag = /<(\/?)blockquote\b[^>]{0,2000}>/gi
  tag.lastIndex = start
  let depth = 0
  for (let found = tag.exec(html); found; found = tag.exec(html)) {
    depth += found[1] ? -1 : 1
    if (depth <= 0) return tag.lastIndex
  }
  return html.length
}

const hasWords = (html: string): boolean =>
  /[\p{L}\p{N}]/u.test(html.replace(/<[^>]*>|&[a-z#0-9]{1,10};/gi, ' '))

/**
 * Cuts the quotation out of the HTML of a mail; null when it carries no marker that a mail program sets.
 * Words below a block quotation are new words too. Words between several quotations answer them one by one:
 * then nothing is cut, because the answers mean nothing without their questions.
 */
export const splitHtml = (html: string): SplitHtml | null => {
  const quote = html.search(BLOCKQUOTE)
  const marker = firstOf(html, MARKERS)
  if (marker >= 0 && (quote < 0 || marker <= quote)) return cutFrom(html, marker, quote)
  return quote < 0 ? null : cutFrom(html, quote, quote)
}

const cutFrom = (html: string, start: number, quote: number): SplitHtml | null => {
  if (quote < 0) return { newest: html.slice(0, start), quoted: html.slice(start) }
  const end = endOfBlockquote(html, quote)
  const below = html.slice(end)
  if (!hasWords(below)) return { newest: html.slice(0, start), quoted: html.slice(start) }
  if (below.search(BLOCKQUOTE) >= 0) return null
  return { newest: `${html.slice(0, start)}<br>${below}`, quoted: html.slice(start, end) }
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Plain text as paragraphs, one for each line; every sign stays a sign. */
export function asHtml(text: string): string {
  if (text === '') return ''
  const safe = text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
  return safe
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('')
}

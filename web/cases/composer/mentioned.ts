/** The people mentioned in a note, from the marks the editor set; each once. */
export function mentionedIn(html: string): number[] {
  const ids = [
    ...html.matchAll(/data-type="mention"[^>]*?data-id="(\d+)"|data-id="(\d+)"[^>]*?data-type="mention"/g),
  ]
  return [...new Set(ids.map(([, a, b]) => Number(a ?? b)))]
}

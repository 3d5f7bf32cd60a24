/**
 * Of the forms of one statement, as few as show every line that any of them has: a list with ten filters has a
 * thousand forms, and whoever reviews it wants to see each filter once. The same forms make the same choice.
 */
export const representatives = (forms: readonly string[]): string[] => {
  const lines = new Map([...new Set(forms)].sort().map((form) => [form, form.split('\n')]))
  const unseen = new Set([...lines.values()].flat())
  const chosen: string[] = []
  while (unseen.size > 0) {
    let best = ''
    let most = 0
    for (const [form, own] of lines) {
      const shown = new Set(own.filter((line) => unseen.has(line))).size
      if (shown > most) [best, most] = [form, shown]
    }
    chosen.push(best)
    for (const line of lines.get(best) ?? []) unseen.delete(line)
  }
  return chosen.sort()
}

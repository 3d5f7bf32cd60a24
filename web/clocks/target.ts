const units: Record<string, number> = { m: 1, min: 1, h: 60 }

/**
 * Working minutes as somebody types them: “30 min”, “4 h”, “1 h 30”, “90”. Nothing is null, no target; what cannot be
 * read is undefined.
 */
export function targetIn(written: string): number | null | undefined {
  const words = written.trim().toLowerCase()
  if (words === '') return null
  if (!/^(?:\d+(?:[.,]\d+)?\s*h)?\s*(?:\d+\s*(?:m|min)?)?$/.test(words)) return undefined
  let minutes = 0
  for (const [, count = '', unit = 'm'] of words.matchAll(/(\d+(?:[.,]\d+)?)\s*(h|min|m)?/g))
    minutes += Number(count.replace(',', '.')) * (units[unit] ?? 1)
  return minutes > 0 ? Math.round(minutes) : undefined
}

/** Working minutes as they are shown and typed. */
export function targetText(minutes: number | null): string {
  if (minutes === null) return ''
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ')
}

/** The marked rows after a click: alone, toggled, or (with Shift) everything from the last one clicked to here. */
export function mark(
  marked: ReadonlySet<number>,
  ids: readonly number[],
  id: number,
  from: number | null,
): Set<number> {
  const next = new Set(marked)
  const [a, b] = [ids.indexOf(from ?? id), ids.indexOf(id)]
  if (from !== null && a >= 0 && b >= 0) {
    for (const one of ids.slice(Math.min(a, b), Math.max(a, b) + 1)) next.add(one)
    return next
  }
  if (!next.delete(id)) next.add(id)
  return next
}

/** The row `step` places further, staying inside the list; the first one when none is chosen. */
export function neighbour(ids: readonly number[], current: number | null, step: number): number | undefined {
  const at = current === null ? -1 : ids.indexOf(current)
  if (at < 0) return ids[0]
  return ids[Math.max(0, Math.min(ids.length - 1, at + step))]
}

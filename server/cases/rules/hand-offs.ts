/** One person's part in a need, in the order of time. */
export interface Part {
  readonly group: string | number
  readonly agent: string | number
}

/** Hand-offs of one need (methods.md 3.5). */
export interface HandOffCounts {
  readonly agentHandOffs: number
  readonly groupHandOffs: number
  /** Times it came straight back: A-B-A. */
  readonly pingPongs: number
  /** Times it came to a group that had it before. */
  readonly returns: number
  readonly groups: number
  readonly agents: number
}

/** The values with equal neighbours taken as one. */
export const collapse = <T>(values: readonly T[]): T[] =>
  values.filter((value, index) => index === 0 || value !== values[index - 1])

/** Counts how a need went from person to person and from group to group. */
export const countHandOffs = (parts: readonly Part[]): HandOffCounts => {
  const agents = collapse(parts.map(({ agent }) => agent))
  const groups = collapse(parts.map(({ group }) => group))
  return {
    agentHandOffs: Math.max(agents.length - 1, 0),
    groupHandOffs: Math.max(groups.length - 1, 0),
    pingPongs: groups.filter((group, index) => group === groups[index + 2]).length,
    returns: groups.filter((group, index) => groups.indexOf(group) < index).length,
    groups: new Set(groups).size,
    agents: new Set(agents).size,
  }
}

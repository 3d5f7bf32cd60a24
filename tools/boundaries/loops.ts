/**
 * Finds the loops of a graph: for each strongly connected group, one shortest way round it. Node names are
 * returned in the order of the loop.
 */
export const loopsIn = (graph: ReadonlyMap<string, readonly string[]>): string[][] => {
  const seen = new Set<string>()
  const loops: string[][] = []
  for (const start of [...graph.keys()].sort()) {
    if (seen.has(start)) continue
    const loop = wayBack(graph, start)
    if (loop === undefined) continue
    for (const node of loop) seen.add(node)
    loops.push(loop)
  }
  return loops
}

// Breadth first, so that the loop that is shown is the shortest one through `start`.
const wayBack = (graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | undefined => {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const node of queue) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return trace(cameFrom, start, node)
      if (cameFrom.has(next)) continue
      cameFrom.set(next, node)
      queue.push(next)
    }
  }
  return undefined
}

const trace = (cameFrom: ReadonlyMap<string, string>, start: string, last: string): string[] => {
  const path = [last]
  for (let node = last; node !== start; ) {
    node = cameFrom.get(node) ?? start
    path.unshift(node)
  }
  return path
}

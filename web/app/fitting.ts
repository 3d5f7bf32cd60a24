/** The commands whose title holds every typed word, in the order of the screen; each title once. */
export function fitting<T extends { title: string }>(commands: readonly T[], words: string): T[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const once = new Map(commands.map((command) => [command.title, command]))
  return [...once.values()].filter(({ title }) => {
    const low = title.toLowerCase()
    return wanted.every((word) => low.includes(word))
  })
}

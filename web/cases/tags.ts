/** Cuts typed text into tags: lower case, without #, without repeats. */
export function tagsIn(text: string): string[] {
  const tags = text.split(/[,;\n]/).map((tag) => tag.trim().replace(/^#/, '').toLowerCase().slice(0, 40))
  return [...new Set(tags.filter(Boolean))]
}

/** Joins class names, leaving out what is false. Later classes do not override earlier ones: keep them apart. */
export function cx(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}

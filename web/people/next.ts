/** Where to go after signing in: only ever a page of this desk, whatever the address bar says. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string') return '/'
  const base = 'https://desk.invalid'
  if (!next.startsWith('/') || !URL.canParse(next, base)) return '/'
  const target = new URL(next, base)
  return target.origin === base ? target.pathname + target.search : '/'
}

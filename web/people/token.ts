/** The secret of a mailed link, from the part of the address that servers and logs never see, or the query. */
export function tokenOf(location: { hash: string; search: string }): string {
  const inHash = new URLSearchParams(location.hash.replace(/^#/, '')).get('token')
  return inHash ?? new URLSearchParams(location.search).get('token') ?? ''
}

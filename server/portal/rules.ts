/** A page of ours to come back to after signing in; anything else leads to the list of cases. */
export const safeNext = (next: string | undefined): string =>
  next !== undefined && /^\/my(\/cases\/[1-9]\d{0,15})?$/.test(next) ? next : '/my'

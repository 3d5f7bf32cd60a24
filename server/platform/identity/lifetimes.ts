/** How long a session lives; a person who was away for a weekend is still signed in on Monday. */
export const sessionLife = { idleHours: 72, absoluteDays: 30 } as const

/** How long links that work once may wait, in minutes. */
export const linkLife = { setUp: 7 * 24 * 60, invitation: 7 * 24 * 60, reset: 30, customer: 15 } as const

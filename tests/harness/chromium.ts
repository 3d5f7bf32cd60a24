/** The system's browser for the journeys: CHROMIUM, or where Debian puts it. */
export const chromium = process.env.CHROMIUM || '/usr/bin/chromium'

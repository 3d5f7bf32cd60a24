/** `keep-promise` → `keepPromise`. */
export const camel = (dashed: string): string =>
  dashed.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The name by which a room's own things are called: `channels/chat` → `chat`. */
export const shortName = (room: string): string => camel(room.split('/').at(-1) ?? room)

/** `..` as often as a file in `folder` of the room lies below `server/`. */
export const upToServer = (room: string, folder = ''): string =>
  [...room.split('/'), ...folder.split('/').filter(Boolean)].map(() => '..').join('/')

/** Stops the program with a sentence when a word is not of the shape we use in names. */
export const requireName = (what: string, value: string | undefined): string => {
  if (value !== undefined && /^(channels\/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value)) return value
  throw new Error(`Give ${what} in small letters with dashes, like "keep-promise".`)
}

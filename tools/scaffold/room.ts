import { shortName, upToServer } from './words.ts'

/** The files of a new room, by path: the least that the gates accept, each with a sentence to be replaced. */
export const roomFiles = (room: string, needs: readonly string[]): Record<string, string> => ({
  [`server/${room}/README.md`]: readme(room),
  [`server/${room}/room.ts`]: manifest(room, needs),
  [`server/${room}/contract.ts`]: contract(room),
})

const readme = (room: string) => `# ${room}

Say in one sentence what this room is there for.

- Promises: what always holds here, whoever calls.
- Tables: none yet.
- Words: the words of this room, each with its one meaning.
`

const manifest = (
  room: string,
  needs: readonly string[],
) => `import { defineRoom } from '${upToServer(room)}/platform/room.ts'
import { ${shortName(room)}Announcements } from './contract.ts'

export const ${shortName(room)} = defineRoom({
  name: '${room}',
  needs: [${needs.map((need) => `'${need}'`).join(', ')}],
  routes: [],
  jobs: [],
  reactions: [],
  announcements: Object.values(${shortName(room)}Announcements),
  services: [],
})
`

const contract = (room: string) => {
  const name = shortName(room)
  const up = upToServer(room)
  return `import type { Announcement } from '${up}/platform/contract/announcement.ts'
import { defineErrors } from '${up}/platform/contract/errors.ts'
import { definePermission, everyStaff } from '${up}/platform/contract/permission.ts'

export const ${name}Permissions = {
  read: definePermission('${name}.read', everyStaff, 'See ${name}.'),
}

export const ${name}Errors = defineErrors('${name}', {
  notFound: { status: 404, words: 'We could not find that, or it is not yours to see.' },
})

export const ${name}Announcements = {} satisfies Record<string, Announcement>
`
}

/** `rooms.ts` with one more room: its import in its place, its name last in the list. */
export const withRoom = (list: string, room: string): string => {
  const imports = list.split('\n').filter((line) => line.startsWith('import '))
  const rest = list.slice(list.lastIndexOf(imports.at(-1) ?? '') + (imports.at(-1) ?? '').length)
  const sorted = [...imports, `import { ${shortName(room)} } from './${room}/room.ts'`].sort((a, b) =>
    pathOf(a).localeCompare(pathOf(b)),
  )
  const listed = rest.replace(/(Room\[\] = \[)([^\]]*)\]/, (_, head: string, names: string) => {
    const all = [...names.split(','), shortName(room)].map((name) => name.trim()).filter(Boolean)
    return `${head}${asList(all)}]`
  })
  return `${sorted.join('\n')}${listed}`
}

/** As the formatter writes a list: on its line while it fits there. */
const asList = (names: readonly string[]): string => {
  const line = `export const rooms: readonly Room[] = [${names.join(', ')}]`
  return line.length <= 110 ? names.join(', ') : `\n${names.map((name) => `  ${name},\n`).join('')}`
}

const pathOf = (line: string): string => /from '(.*)'/.exec(line)?.[1] ?? ''

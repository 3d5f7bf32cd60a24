import type { Room } from '../../server/platform/room.ts'
import { tableOwners } from '../boundaries/foreign-keys.ts'
import { floorOf } from '../lib/rooms.ts'

/** The map of the house: what each room needs, keeps, offers, does and tells. */
export const renderMap = (root: string, rooms: readonly Room[]): string => {
  const owners = tableOwners(root)
  const tablesOf = (name: string) => [...owners].flatMap(([table, owner]) => (owner === name ? [table] : []))
  const floors = [...new Set(rooms.map(({ name }) => floorOf(name)))].sort((a, b) => b - a)
  return [
    '# The map\n',
    'Generated from the manifests. Calls go down a floor or stay on it, news goes up; nothing goes round in a loop',
    '(`tools/check-boundaries.ts` fails when something does).\n',
    '## Floors\n',
    ...floors.map(
      (floor) =>
        `- floor ${floor}: ${rooms
          .filter(({ name }) => floorOf(name) === floor)
          .map(lineOf)
          .join(' · ')}`,
    ),
    `- below all: **platform**, with the tables ${list(tablesOf('platform'))}`,
    ...[...rooms]
      .sort((a, b) => floorOf(a.name) - floorOf(b.name))
      .map((room) => section(room, rooms, tablesOf(room.name))),
  ]
    .join('\n')
    .concat('\n')
}

const lineOf = ({ name, needs }: Room): string =>
  needs.length > 0 ? `**${name}** (needs ${needs.join(', ')})` : `**${name}**`

const section = (room: Room, rooms: readonly Room[], tables: readonly string[]): string =>
  [
    `\n## ${room.name}`,
    `Read \`server/${room.name}/README.md\` first.\n`,
    `- **needs** ${list(room.needs)}`,
    `- **tables** ${list(tables)}`,
    `- **routes** ${room.routes.length}${room.routes.map(({ method, path, permission }) => `\n  - \`${method} ${path}\` ${permission.name}`).join('')}`,
    `- **jobs** ${list(room.jobs.map(({ name, schedule }) => (schedule ? `${name} (${schedule})` : name)))}`,
    `- **services** ${list(room.services.map(({ name, where }) => `${name} (${where})`))}`,
    `- **reacts to** ${list(room.reactions.map(({ to, job }) => `${to} → ${job.name.replace(/^on:/, '')}`))}`,
    `- **announces** ${list(room.announcements.map(({ type }) => `${type}${heardBy(type, rooms)}`))}`,
  ].join('\n')

const heardBy = (type: string, rooms: readonly Room[]): string => {
  const hearers = rooms
    .filter(({ reactions }) => reactions.some(({ to }) => to === type))
    .map(({ name }) => name)
  return hearers.length > 0 ? ` (heard by ${hearers.join(', ')})` : ''
}

const list = (items: readonly string[]): string => (items.length > 0 ? items.join(', ') : 'none')

import { isTest } from '../lib/files.ts'
import type { Module } from '../lib/modules.ts'
import { floorOf } from '../lib/rooms.ts'
import { isPublicContract, type Rule } from './house.ts'

/** Where screens of several rooms are put together. */
const composing = new Set(['app', 'settings', ''])

/**
 * The web's own floors: kit and charts know nobody; a room's screens stand on them, on the rooms that their room
 * needs, and on the ground of the composing parts (the client, the session: files that lead to no room).
 */
export const webRule: Rule = (from, to, { modules, rooms }) => {
  if (to.startsWith('server/')) {
    return isPublicContract(to) ? undefined : 'the web takes only contract.ts files from the server'
  }
  if (!to.startsWith('web/')) return 'the web imports only web/ and contracts'
  const own = partOf(from)
  const target = partOf(to)
  if (own === target || composing.has(own) || isTest(from)) return undefined
  if (composing.has(target)) {
    if (!isRoom(own)) return 'shared parts know nobody who composes them'
    return leadsToRoom(modules, to)
      ? `rooms stand only on those files of web/${target} that lead to no room`
      : undefined
  }
  if (!isRoom(target)) return undefined
  if (!isRoom(own)) return 'shared parts know no room'
  return rooms.get(own)?.needs.includes(target)
    ? undefined
    : `${own} does not need ${target}; what joins them is composed in web/app`
}

const partOf = (path: string): string => {
  const [, first = '', second = ''] = path.split('/')
  if (/\.\w+$/.test(first)) return ''
  return first === 'channels' ? `channels/${second}` : first
}

const isRoom = (part: string): boolean => floorOf(part) > 0

const leadsToRoom = (modules: ReadonlyMap<string, Module>, start: string): boolean => {
  const reached = new Set([start])
  for (const path of reached) {
    if (isRoom(partOf(path))) return true
    for (const { to } of modules.get(path)?.imports ?? []) if (to.startsWith('web/')) reached.add(to)
  }
  return false
}

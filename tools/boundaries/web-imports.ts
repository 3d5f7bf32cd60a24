import { isTest } from '../lib/files.ts'
import type { Module } from '../lib/modules.ts'
import { floorOf } from '../lib/rooms.ts'
import { isPublicContract, type Rule } from './house.ts'

/**
 * The web's own floors: kit and charts know nobody; rooms stand on them and on the ground of web/app (the client,
 * the session, the live stream: files that lead to no room); the rest of web/app composes the rooms.
 */
export const webRule: Rule = (from, to, { modules }) => {
  if (to.startsWith('server/')) {
    return isPublicContract(to) ? undefined : 'the web takes only contract.ts files from the server'
  }
  if (!to.startsWith('web/')) return 'the web imports only web/ and contracts'
  const own = partOf(from)
  const target = partOf(to)
  if (own === target || own === 'app' || own === '' || isTest(from)) return undefined
  if (target === 'app') {
    if (!isRoom(own)) return 'shared parts do not know the app'
    return leadsToRoom(modules, to)
      ? 'rooms stand only on those files of web/app that lead to no room'
      : undefined
  }
  if (!isRoom(target)) return undefined
  return isRoom(own) ? 'screens of several rooms are composed in web/app' : 'shared parts know no room'
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

import { isTest } from '../lib/files.ts'
import type { Import, Module } from '../lib/modules.ts'
import { floorOf, type RoomFacts, roomOf } from '../lib/rooms.ts'

/** The only files that read the manifests. */
const composers = new Set(['server/app.ts', 'server/worker.ts', 'server/rooms.ts'])

/** Complaints about imports that cross a border they may not cross. */
export const importFaults = (
  modules: ReadonlyMap<string, Module>,
  rooms: ReadonlyMap<string, RoomFacts>,
): string[] => {
  const faults: string[] = []
  for (const module of modules.values()) {
    for (const each of module.imports) {
      const reason = faultOf(module.path, each, rooms)
      if (reason !== undefined) faults.push(`${module.path}:${each.line}: imports ${each.to}: ${reason}`)
    }
  }
  return faults
}

const faultOf = (from: string, each: Import, rooms: ReadonlyMap<string, RoomFacts>): string | undefined => {
  if (isContract(from) && !isTest(from)) {
    const reason = contractFault(each)
    if (reason !== undefined) return reason
  }
  if (!each.own) return undefined
  const [tree = ''] = from.split('/')
  if (tree !== 'tests' && tree !== 'bench' && tree !== 'tools' && /^(tests|bench|tools)\//.test(each.to)) {
    return isTest(from) ? undefined : 'the product never imports its tests, benchmarks or tools'
  }
  if (/^server\/(.*\/)?room\.ts$/.test(each.to) && each.to !== 'server/platform/room.ts') {
    return composers.has(from) || tree === 'tools'
      ? undefined
      : `only ${[...composers].join(', ')} read a room's manifest`
  }
  const rule = rulesOfTree[tree as keyof typeof rulesOfTree]
  return rule?.(from, each.to, rooms)
}

type Rule = (from: string, to: string, rooms: ReadonlyMap<string, RoomFacts>) => string | undefined

const serverRule: Rule = (from, to, rooms) => {
  const room = roomOf(from)
  const target = roomOf(to)
  if (to.startsWith('web/'))
    return to.startsWith('web/charts/') ? undefined : 'the server takes only web/charts from the web'
  if (to.startsWith('widget/')) return 'the server does not know the widget'
  if (from.startsWith('server/platform/') && !to.startsWith('server/platform/') && !isTest(from)) {
    return 'the platform knows no room'
  }
  if (target === undefined || target === room) return topFault(room, from, to)
  if (!isDoor(to)) return `outside ${target}, only its index.ts and contract.ts may be imported`
  if (room === undefined || isTest(from) || rooms.get(room)?.needs.includes(target)) return undefined
  return `server/${room}/room.ts does not list '${target}' in its needs`
}

// Files beside the rooms (app.ts, cli/) stand above all of them.
const topFault = (room: string | undefined, from: string, to: string): string | undefined =>
  room !== undefined && !isTest(from) && /^server\/([^/]+\.ts|cli\/.*)$/.test(to)
    ? 'rooms do not know the process they run in'
    : undefined

const webRule: Rule = (from, to) => {
  if (to.startsWith('server/'))
    return isPublicContract(to) ? undefined : 'the web takes only contract.ts files from the server'
  if (!to.startsWith('web/')) return 'the web imports only web/ and contracts'
  const own = webPart(from)
  const target = webPart(to)
  if (own === target || own === 'app' || own === '' || isTest(from)) return undefined
  if (target === 'app') return 'web/app stands above everything else in the web'
  if (isWebRoom(target))
    return isWebRoom(own) ? 'screens of several rooms are composed in web/app' : 'shared parts know no room'
  return undefined
}

const widgetRule: Rule = (_from, to) =>
  to.startsWith('widget/') || to === 'server/channels/chat/contract.ts'
    ? undefined
    : 'the widget imports channels/chat/contract.ts and nothing else'

const pagesRule: Rule = (_from, to) =>
  /^(pages|web\/charts)\//.test(to) || isPublicContract(to)
    ? undefined
    : 'pages take contracts, web/charts and pages, and get everything else as data'

const outsideRule: Rule = (_from, to) =>
  roomOf(to) === undefined || isDoor(to)
    ? undefined
    : 'from outside a room, only index.ts and contract.ts may be imported'

const rulesOfTree = {
  server: serverRule,
  web: webRule,
  widget: widgetRule,
  pages: pagesRule,
  tests: outsideRule,
  bench: outsideRule,
  tools: outsideRule,
}

const isContract = (path: string): boolean =>
  path.startsWith('server/platform/contract/') ||
  (roomOf(path) !== undefined && /^server\/(channels\/)?[^/]+\/contract(\.ts$|\/)/.test(path))

const contractFault = ({ own, to }: Import): string | undefined =>
  to === 'zod' || (own && isBrowserSafe(to))
    ? undefined
    : 'a contract runs in the browser: only zod and other contracts'

const isBrowserSafe = (path: string): boolean => isContract(path) && !isTest(path)

// The parts of a large contract are its own business; everybody else goes through contract.ts.
const isPublicContract = (path: string): boolean =>
  isBrowserSafe(path) && (path.startsWith('server/platform/') || isDoor(path))

const isDoor = (path: string): boolean => /\/(index|contract)\.ts$/.test(path) && path.split('/').length <= 4

const webPart = (path: string): string => {
  const [, first = '', second = ''] = path.split('/')
  if (/\.\w+$/.test(first)) return ''
  return first === 'channels' ? `channels/${second}` : first
}

const isWebRoom = (part: string): boolean => floorOf(part) > 0

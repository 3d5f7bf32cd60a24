import { isTest } from '../lib/files.ts'
import type { Import } from '../lib/modules.ts'
import { roomOf } from '../lib/rooms.ts'
import { type House, isBrowserSafe, isContract, isDoor, isPublicContract, type Rule } from './house.ts'
import { webRule } from './web-imports.ts'

/** The only files that read the manifests. */
const composers = new Set(['server/app.ts', 'server/worker.ts', 'server/rooms.ts'])

const product = new Set(['server', 'web', 'pages', 'widget'])

/** Complaints about imports that cross a border they may not cross. */
export const importFaults = (house: House): string[] => {
  const faults: string[] = []
  for (const module of house.modules.values()) {
    for (const each of module.imports) {
      const reason = faultOf(module.path, each, house)
      if (reason !== undefined) faults.push(`${module.path}:${each.line}: imports ${each.to}: ${reason}`)
    }
  }
  return faults
}

const faultOf = (from: string, each: Import, house: House): string | undefined => {
  if (isContract(from) && !isTest(from)) {
    const reason = contractFault(each)
    if (reason !== undefined) return reason
  }
  if (!each.own) return undefined
  const [tree = ''] = from.split('/')
  if (product.has(tree) && !isTest(from) && /^(tests|bench|tools)\//.test(each.to)) {
    return 'the product never imports its tests, benchmarks or tools'
  }
  if (/^server\/(.*\/)?room\.ts$/.test(each.to) && each.to !== 'server/platform/room.ts') {
    return composers.has(from) || tree === 'tools'
      ? undefined
      : `only ${[...composers].join(', ')} read a room's manifest`
  }
  const rule = rulesOfTree[tree as keyof typeof rulesOfTree]
  return rule?.(from, each.to, house)
}

const serverRule: Rule = (from, to, { rooms }) => {
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

const contractFault = ({ own, to }: Import): string | undefined =>
  to === 'zod' || (own && isBrowserSafe(to))
    ? undefined
    : 'a contract runs in the browser: only zod and other contracts'

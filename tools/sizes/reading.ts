import { isGenerated, isTest } from '../lib/files.ts'
import type { Module } from '../lib/modules.ts'
import { roomOf } from '../lib/rooms.ts'

/** What someone must read to follow one action. */
export interface Reading {
  readonly action: string
  readonly files: readonly string[]
  readonly lines: number
}

/**
 * For each `actions/*.ts`: the action, every file of its own room that it leads to, and the doors it calls: of
 * other rooms, and of a folder that its room has beside the usual kinds. A door is a promise, so what lies behind
 * it need not be read. A folder that grew out of one file (`queries/`) counts as that file, with the lines of its
 * parts that are reached. The platform is learnt once and does not count; neither do contracts, which are lists.
 */
export const readings = (modules: ReadonlyMap<string, Module>): Reading[] =>
  [...modules.keys()]
    .filter((path) => /\/actions\/[^/]+\.ts$/.test(path) && !isTest(path))
    .map((action) => {
      const paths = [...reach(modules, action)]
      return {
        action,
        files: [...new Set(paths.map(asOneFile))],
        lines: paths.reduce((sum, path) => sum + lineCount(modules.get(path)), 0),
      }
    })

const reach = (modules: ReadonlyMap<string, Module>, action: string): Set<string> => {
  const files = new Set([action])
  for (const path of files) {
    if (roomOf(path) !== roomOf(action) || isOwnFolder(path)) continue
    for (const { to } of modules.get(path)?.imports ?? []) if (counts(modules, to)) files.add(to)
  }
  return files
}

const inRoom = (path: string): string => path.slice(`server/${roomOf(path)}/`.length)

const isOwnFolder = (path: string): boolean =>
  !/^([^/]+$|(actions|queries|rules|routes|jobs|contract)\/)/.test(inRoom(path))

const asOneFile = (path: string): string => path.replace(/\/(queries|rules|routes|jobs)\/[^/]+$/, '/$1.ts')

const counts = (modules: ReadonlyMap<string, Module>, path: string): boolean =>
  modules.has(path) && roomOf(path) !== undefined && !/\/contract(\.ts$|\/)/.test(path) && !isGenerated(path)

/** Lines of a module's text; 0 for none. */
export const lineCount = (module: Module | undefined): number => {
  if (module === undefined) return 0
  return module.text.split('\n').length - (module.text.endsWith('\n') ? 1 : 0)
}

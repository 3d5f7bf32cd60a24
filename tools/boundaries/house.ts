import { isTest } from '../lib/files.ts'
import type { Module } from '../lib/modules.ts'
import { type RoomFacts, roomOf } from '../lib/rooms.ts'

/** What the rules of import look at. */
export interface House {
  readonly modules: ReadonlyMap<string, Module>
  readonly rooms: ReadonlyMap<string, RoomFacts>
}

/** Why `from` may not import `to`; undefined when it may. Both are paths from the project's folder. */
export type Rule = (from: string, to: string, house: House) => string | undefined

/** A contract or a part of one: a file that also runs in the browser. */
export const isContract = (path: string): boolean =>
  path.startsWith('server/platform/contract/') ||
  (roomOf(path) !== undefined && /^server\/(channels\/)?[^/]+\/contract(\.ts$|\/)/.test(path))

export const isBrowserSafe = (path: string): boolean => isContract(path) && !isTest(path)

/** What other rooms may import of a room. */
export const isDoor = (path: string): boolean =>
  roomOf(path) !== undefined && /^server\/(channels\/)?[^/]+\/(index|contract)\.ts$/.test(path)

/** The parts of a large contract are its own business; everybody else goes through contract.ts. */
export const isPublicContract = (path: string): boolean =>
  isBrowserSafe(path) && (path.startsWith('server/platform/') || isDoor(path))

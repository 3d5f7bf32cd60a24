import ts from 'typescript6'
import { eachNode, type Module } from './modules.ts'

/** A capability of the desk, as its manifest `room.ts` declares it. */
export interface RoomFacts {
  /** The folder below `server/`: `cases`, `channels/email`. */
  readonly name: string
  readonly floor: number
  readonly needs: readonly string[]
}

/** Who lives on which floor (architecture: calls go down a floor, news goes up). */
const floors: readonly (readonly string[])[] = [
  [],
  ['people', 'customers'],
  ['charter', 'cases'],
  ['channels/email', 'channels/chat', 'channels/form', 'channels/voice', 'channels/api'].concat([
    'ownership',
    'promises',
    'clocks',
    'solutions',
    'consults',
    'portal',
    'knowledge',
    'community',
  ]),
  ['routing', 'escalations', 'surveys', 'quality', 'outreach'],
  ['insight'],
]

const notRooms = new Set(['platform', 'cli'])

/** The floor of a room, or -1 for a room that has not been given one. */
export const floorOf = (room: string): number => floors.findIndex((names) => names.includes(room))

/** The room a path below `server/` lies in, or undefined for the platform and the files beside the rooms. */
export const roomOf = (path: string): string | undefined => {
  const [top, first, second, third] = path.split('/')
  if (top !== 'server' || first === undefined || second === undefined || notRooms.has(first)) return undefined
  if (first !== 'channels') return first
  return third === undefined ? undefined : `channels/${second}`
}

/** Every room that has a file, with the `needs` its manifest declares (read from the source, never run). */
export const readRooms = (modules: ReadonlyMap<string, Module>): Map<string, RoomFacts> => {
  const rooms = new Map<string, RoomFacts>()
  for (const path of modules.keys()) {
    const name = roomOf(path)
    if (name === undefined || rooms.has(name)) continue
    rooms.set(name, { name, floor: floorOf(name), needs: needsOf(modules.get(`server/${name}/room.ts`)) })
  }
  return rooms
}

const needsOf = (manifest: Module | undefined): string[] => {
  const needs: string[] = []
  if (manifest === undefined) return needs
  eachNode(manifest.tree, (node) => {
    if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'needs') return
    if (!ts.isArrayLiteralExpression(node.initializer)) return
    for (const element of node.initializer.elements) if (ts.isStringLiteral(element)) needs.push(element.text)
  })
  return needs
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { environmentFaults } from './boundaries/environment.ts'
import { folderFaults } from './boundaries/folders.ts'
import { foreignKeyFaults } from './boundaries/foreign-keys.ts'
import { importFaults } from './boundaries/imports.ts'
import { loopsIn } from './boundaries/loops.ts'
import { manifestFaults } from './boundaries/manifests.ts'
import { statementFaults } from './boundaries/statements.ts'
import { type Gate, runAsProgram } from './lib/gate.ts'
import { type Module, readModules } from './lib/modules.ts'
import { readRooms } from './lib/rooms.ts'

/** Fewer modules or imports than this mean that the reader is broken, not that the code is clean. */
const atLeast = { modules: 40, imports: 100 }

/** Builds the gate; the floor of what it must have seen is lower for the small projects of its own test. */
export const boundariesGate =
  (minimum: typeof atLeast): Gate =>
  async ({ root }) => {
    const modules = readModules(root)
    const rooms = readRooms(modules)
    return [
      ...countFaults(modules, minimum),
      ...unresolvedFaults(root, modules),
      ...importFaults({ modules, rooms }),
      ...moduleLoops(modules),
      ...manifestFaults(rooms),
      ...folderFaults(root, rooms.keys()),
      ...foreignKeyFaults(root, rooms),
      ...environmentFaults(modules),
      ...statementFaults(modules),
    ]
  }

/** Checks who may import whom, what a room's folder holds, where foreign keys point, and that nothing loops. */
export const checkBoundaries: Gate = boundariesGate(atLeast)

const countFaults = (modules: ReadonlyMap<string, Module>, minimum: typeof atLeast): string[] => {
  const imports = [...modules.values()].reduce((sum, module) => sum + module.imports.length, 0)
  return modules.size >= minimum.modules && imports >= minimum.imports
    ? []
    : [`saw only ${modules.size} modules and ${imports} imports; the reader of imports is broken`]
}

const unresolvedFaults = (root: string, modules: ReadonlyMap<string, Module>): string[] =>
  [...modules.values()].flatMap((module) =>
    module.imports
      .filter(({ own, to }) => own && !modules.has(to) && !existsSync(join(root, to)))
      .map(
        ({ to, line }) => `${module.path}:${line}: imports ${to}, which does not exist (write the ending)`,
      ),
  )

// A part that is loaded later may know what loads it: its types, its measures.
const moduleLoops = (modules: ReadonlyMap<string, Module>): string[] => {
  const graph = new Map(
    [...modules].map(([path, module]) => [
      path,
      module.imports.filter(({ lazy }) => !lazy).map(({ to }) => to),
    ]),
  )
  return loopsIn(graph).map((loop) => `import loop: ${loop.join(' → ')} → ${loop[0]}`)
}

await runAsProgram(import.meta.url, checkBoundaries)

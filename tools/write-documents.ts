import { rooms } from '../server/rooms.ts'
import { renderConfiguration } from './documents/configuration.ts'
import { openHouse } from './documents/house.ts'
import { renderMap } from './documents/map.ts'
import { renderPermissions } from './documents/permissions.ts'
import { type Gate, keepFresh, runAsProgram } from './lib/gate.ts'

/** Keeps the pages that are made from the code equal to the code. */
export const checkDocuments: Gate = async (options) => {
  const { routes, openapi } = await openHouse()
  return [
    ...keepFresh(options, 'docs/map.md', renderMap(options.root, rooms)),
    ...keepFresh(options, 'docs/configuration.md', renderConfiguration()),
    ...keepFresh(options, 'docs/permissions.md', renderPermissions(routes)),
    ...keepFresh(options, 'docs/openapi.json', openapi),
  ]
}

await runAsProgram(import.meta.url, checkDocuments)

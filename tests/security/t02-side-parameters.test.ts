import { beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../../server/platform/http/route.ts'
import { rooms } from '../../server/rooms.ts'
import { addressOf, anew, bodyOf, knock, nameOf, refusalFor } from './knock.ts'
import { goneObjects, makeObjects, type Objects, sightOf } from './objects.ts'
import { idFields, inputOf, objectName, withField } from './samples.ts'
import { createWorld, type World } from './world.ts'

/** Each route with each field of its body that points at an object which not everybody may see. */
const cases = rooms
  .flatMap((room) => room.routes)
  .flatMap((route): [string, string, Route, string[]][] =>
    route.body
      ? idFields(inputOf(route.body))
          .filter((path) => sightOf[objectName(path.at(-1) ?? '')] === 'team')
          .map((path) => [nameOf(route), path.join('.'), route, path])
      : [],
  )

const known = rooms
  .flatMap((room) => room.routes)
  .flatMap((route) => (route.body ? idFields(inputOf(route.body)).map((path) => path.at(-1) ?? '') : []))

let world: World
beforeAll(async () => {
  world = await createWorld()
})

describe('T02 ids beside the address', () => {
  test('every field that takes an id says whose sight it needs', () => {
    expect(
      known.filter(
        (field) => sightOf[objectName(field)] === undefined && !['externalId', 'clientId'].includes(field),
      ),
    ).toEqual([])
  })

  // An offer is accepted once; server/promises/jobs/reactions.test.ts tries the promises of others with it.
  const twice = cases.filter(([name]) => name !== 'POST /hand-offs/:handOffId/acceptance')
  test.each(twice)(
    '%s: a foreign %s is treated as if it were not there',
    async (_name, _field, route, path) => {
      const { agent, 'agent of another team': stranger } = world.people
      if (refusalFor(route, agent) !== null) return
      const own = await makeObjects(world, 'own', agent)
      const foreign = await makeObjects(world, 'foreign', stranger)
      const name = objectName(path.at(-1) ?? '')
      const send = async (objects: Objects) =>
        knock(world, await anew(world, agent), {
          method: route.method,
          url: addressOf(route, own),
          body: withField(bodyOf(route, own), path, objects[name]),
          headers: { 'if-match': '"1"' },
        })
      const before = await fingerprint(foreign)
      const answer = await send(foreign)
      const gone = await send(goneObjects)
      // A list of refusals repeats the ids it was given; beside that, nothing may differ.
      const without = (id: unknown, text: string) => text.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), 'ID')
      expect(answer.status).toBe(gone.status)
      expect(without(foreign[name], answer.body)).toBe(without(goneObjects[name], gone.body))
      expect(answer.body).not.toContain('Maria')
      expect(await fingerprint(foreign), 'the foreign case was changed').toEqual(before)
    },
  )
})

const fingerprint = async (foreign: Objects) => {
  const ids = [Number(foreign.caseId), Number(foreign.otherCaseId)]
  const { db } = world.platform
  return {
    case: await db.selectFrom('cases').selectAll().where('id', 'in', ids).orderBy('id').execute(),
    contacts: await db.selectFrom('contacts').selectAll().where('case_id', 'in', ids).orderBy('id').execute(),
    journal: await db
      .selectFrom('journal')
      .select('seq')
      .where('case_id', 'in', ids)
      .orderBy('seq')
      .execute(),
  }
}

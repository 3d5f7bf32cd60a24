import { beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../../server/platform/http/route.ts'
import { rooms } from '../../server/rooms.ts'
import { timeDifference } from '../harness/timing.ts'
import { exceptions } from './exceptions.ts'
import { type Answer, addressOf, anew, bodyOf, knock, nameOf, pointsAt, refusalFor } from './knock.ts'
import { goneObjects, makeObjects, type Objects, sightOf } from './objects.ts'
import { createWorld, type Person, type World } from './world.ts'

const routes = rooms.flatMap((room) => room.routes)
const table = routes.map((route): [string, Route] => [nameOf(route), route])

let world: World
beforeAll(async () => {
  world = await createWorld()
})

const call = async (person: Person, route: Route, objects: Objects): Promise<Answer> =>
  knock(world, await anew(world, person), {
    method: route.method,
    url: addressOf(route, objects),
    body: (await exceptions[nameOf(route)]?.body?.({ world, person, objects })) ?? bodyOf(route, objects),
    headers: { 'if-match': '"1"' },
  })

describe('T01 every route is declared', () => {
  test('there are routes to look at', () => expect(routes.length).toBeGreaterThan(60))

  test.each(table)('%s points only at objects whose sight is declared', (_name, route) => {
    const known = [...Object.keys(sightOf), ...(exceptions[nameOf(route)]?.parameters ?? [])]
    expect(known).toEqual(expect.arrayContaining(pointsAt(route)))
  })
})

describe('T01 who may knock', () => {
  test.each(table)('%s', async (_name, route) => {
    if (exceptions[nameOf(route)]?.refusesPersons) return
    const answers: Record<string, number> = {}
    const expected: Record<string, number> = {}
    for (const person of Object.values(world.people)) {
      const refusal = refusalFor(route, person)
      const { status } = await call(person, { ...route, body: undefined }, goneObjects)
      answers[person.name] = status
      // Who is welcome may get anything but a refusal of their person: these objects do not exist.
      expected[person.name] = refusal ?? (status === 401 || status === 403 ? -1 : status)
    }
    expect(answers).toEqual(expected)
  })
})

const holderOf = (route: Route): Person => {
  const { agent, lead, leader, admin } = world.people
  return (
    [agent, lead, leader, admin].find((person) => refusalFor(route, person) === null) ??
    world.people.anonymous
  )
}

describe('T01 who reaches an object', () => {
  test.each(table)('%s does its work for who may see the object', async (_name, route) => {
    const holder = holderOf(route)
    const made = await makeObjects(world, 'own', holder)
    const prepared = await exceptions[nameOf(route)]?.prepare?.({
      world,
      person: await anew(world, holder),
      objects: made,
    })
    const answer = await call(holder, route, { ...made, ...prepared })
    const wanted =
      exceptions[nameOf(route)]?.status ??
      (route.reply.def.type === 'null' && !route.raw ? 204 : route.status)
    expect(answer.status, answer.body).toBe(wanted)
  })

  const withObjects = table.filter(([, route]) => pointsAt(route).some((name) => sightOf[name] !== undefined))

  test.each(withObjects)('%s: what is not there is not found', async (_name, route) => {
    const answer = await call(holderOf(route), route, {
      ...(await makeObjects(world, 'own', holderOf(route))),
      ...pathOf(route, goneObjects),
    })
    expect(answer.status, answer.body).toBe(exceptions[nameOf(route)]?.goneStatus ?? 404)
  })

  const ofPersons = withObjects.filter(([, route]) =>
    pointsAt(route).some((name) => sightOf[name] === 'self'),
  )

  test.each(ofPersons)('%s: what is somebody else’s looks as if it were not there', async (_name, route) => {
    const { agent, admin } = world.people
    const gone = await call(admin, route, {
      ...(await makeObjects(world, 'own', admin)),
      ...pathOf(route, goneObjects),
    })
    expect(await call(admin, route, await makeObjects(world, 'own', agent))).toEqual(gone)
  })

  const ofTeams = withObjects.filter(([, route]) => pointsAt(route).some((name) => sightOf[name] === 'team'))

  test.each(ofTeams)('%s: another team’s object looks as if it were not there', async (_name, route) => {
    const { agent, 'agent of another team': stranger } = world.people
    const own = await makeObjects(world, 'own', agent)
    const foreign = await makeObjects(world, 'foreign', stranger)
    if (refusalFor(route, agent) !== null) return
    const gone = await call(agent, route, { ...own, ...pathOf(route, goneObjects) })
    expect(await call(agent, route, { ...own, ...pathOf(route, foreign) })).toEqual(gone)
    expect(await call(stranger, route, own)).toEqual(gone)
    const [first, ...rest] = pointsAt(route)
    if (first === undefined || !rest.some((name) => sightOf[name] === 'team')) return
    // In an own case, what is of another one is as absent as what never was.
    const smuggled = (objects: Objects) => ({ ...own, ...pathOf(route, objects), [first]: own[first] ?? 0 })
    const absent = await call(agent, route, smuggled(goneObjects))
    expect(absent.status).toBe(404)
    expect(await call(agent, route, smuggled(foreign))).toEqual(absent)
  })
})

describe('T01 time', () => {
  test('a foreign case takes as long as one that is not there, within 5 ms', async () => {
    const { agent, 'agent of another team': stranger } = world.people
    const foreign = await makeObjects(world, 'foreign', stranger)
    const { headers } = await anew(world, agent)
    const ask = (objects: Objects) => () =>
      knock(world, { headers }, { method: 'GET', url: `/api/v1/cases/${objects.caseId}` })
    expect(await timeDifference(ask(foreign), ask(goneObjects), { enough: 5 })).toBeLessThan(5)
  }, 60_000)
})

const pathOf = (route: Route, objects: Objects): Objects =>
  Object.fromEntries(
    pointsAt(route).flatMap((name) => (objects[name] === undefined ? [] : [[name, objects[name]]])),
  )

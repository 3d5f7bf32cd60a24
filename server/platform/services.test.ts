import { describe, expect, test } from 'vitest'
import type { Platform } from './platform.ts'
import { defineRoom, type Room, type Service } from './room.ts'
import { startServices } from './services.ts'

const complaints: string[] = []
const platform = {
  logger: { error: ({ err }: { err: Error }) => complaints.push(err.message) },
} as unknown as Platform
const room = (name: string, services: Service[]): Room =>
  defineRoom({
    ...{ name, services },
    ...{ needs: [], routes: [], jobs: [], reactions: [], announcements: [] },
  })

/** A service that writes down when it started and when it stopped. */
const heard: string[] = []
const service = (name: string, where: Service['where'], fails = false): Service => ({
  name,
  where,
  start: async (given) => {
    expect(given).toBe(platform)
    if (fails) throw new Error(`${name} could not start`)
    heard.push(`+${name}`)
    return async () => {
      await Promise.resolve()
      heard.push(`-${name}`)
    }
  },
})

describe('the long-running parts of the rooms', () => {
  test('start in the order of their rooms, only where they belong, and stop the other way round, once', async () => {
    heard.length = 0
    const rooms = [
      room('email', [service('listener', 'web'), service('fetcher', 'worker')]),
      room('phone', [service('bridge', 'web')]),
    ]
    const stop = await startServices(platform, rooms, 'web')
    expect(heard).toEqual(['+listener', '+bridge'])
    await stop()
    await stop()
    expect(heard).toEqual(['+listener', '+bridge', '-bridge', '-listener'])
  })

  test('that started are stopped again when a later one cannot start', async () => {
    heard.length = 0
    const rooms = [
      room('email', [service('one', 'web'), service('two', 'web'), service('three', 'web', true)]),
    ]
    await expect(startServices(platform, rooms, 'web')).rejects.toThrow('three could not start')
    expect(heard).toEqual(['+one', '+two', '-two', '-one'])
  })

  test('go on stopping when one does not stop, which is told', async () => {
    heard.length = 0
    const stuck: Service = {
      ...{ name: 'stuck', where: 'web' },
      start: async () => () => Promise.reject(new Error('its socket is stuck')),
    }
    const stop = await startServices(
      platform,
      [room('email', [service('one', 'web'), stuck, service('two', 'web')])],
      'web',
    )
    await stop()
    expect(heard).toEqual(['+one', '+two', '-two', '-one'])
    expect(complaints).toEqual(['its socket is stuck'])
  })
})

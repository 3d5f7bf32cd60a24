import { beforeEach, expect, test } from 'vitest'
import { type Stop, stopAll } from './stops.ts'

let heard: string[]
const report = (error: unknown) => void heard.push(String(error))
beforeEach(() => {
  heard = []
})
const stopping = (name: string): Stop => {
  return async () => {
    await Promise.resolve()
    heard.push(name)
  }
}

test('what was begun last ends first, and nothing ends twice', async () => {
  const stops = [stopping('database'), stopping('jobs'), stopping('web')]
  await stopAll(stops, report)
  await stopAll(stops, report)
  expect(heard).toEqual(['web', 'jobs', 'database'])
})

test('one ends before the next begins to end', async () => {
  let isOpen = true
  const slow: Stop = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    isOpen = false
  }
  await stopAll([async () => expect(isOpen).toBe(false), slow], (error) => expect.fail(String(error)))
})

test('what does not end is told and keeps nothing else running', async () => {
  const broken: Stop = () => Promise.reject(new Error('the port is stuck'))
  const thrown: Stop = () => {
    throw new Error('at once')
  }
  await stopAll([stopping('database'), broken, thrown, stopping('web')], report)
  expect(heard).toEqual(['web', 'Error: at once', 'Error: the port is stuck', 'database'])
})

import { describe, expect, test } from 'vitest'
import { chooseDataPlace } from './data-place.ts'

const everybody = () => true
const onlyRoot = () => false

describe('the data folder', () => {
  test('is the one asked for, made absolute', () => {
    expect(chooseDataPlace({ given: '/srv/regard', embedded: true, reachable: onlyRoot })).toEqual({
      dataDir: '/srv/regard',
    })
  })

  test('is "data" beside the programs', () => {
    const place = chooseDataPlace({ given: undefined, embedded: true, reachable: everybody })
    expect(place.dataDir).toMatch(/\/data$/)
    expect(place.note).toBeUndefined()
  })

  test('is the standard place, with a sentence that says so, where only root may enter', () => {
    const place = chooseDataPlace({ given: undefined, embedded: true, reachable: onlyRoot })
    expect(place.dataDir).toBe('/var/lib/regard')
    expect(place.note).toContain('the data lives in /var/lib/regard')
  })

  test('stays beside the programs when the database is elsewhere', () => {
    const place = chooseDataPlace({ given: undefined, embedded: false, reachable: onlyRoot })
    expect(place.dataDir).toMatch(/\/data$/)
  })

  test('keeps a demonstration apart from the real data', () => {
    const options = { given: undefined, embedded: true, part: 'demo' }
    expect(chooseDataPlace({ ...options, reachable: everybody }).dataDir).toMatch(/\/data\/demo$/)
    expect(chooseDataPlace({ ...options, reachable: onlyRoot }).dataDir).toBe('/var/lib/regard/demo')
  })
})

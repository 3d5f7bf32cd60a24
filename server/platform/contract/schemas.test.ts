import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { changeOf, localeSchema, timeZoneSchema } from './schemas.ts'

describe('changeOf', () => {
  const change = changeOf(
    z.strictObject({
      name: z.string().min(1),
      teamIds: z.array(z.number()).default([]),
      note: z.string().nullable().default(null),
    }),
  )

  test('names nothing that the request does not name, also not a default', () => {
    expect(change.parse({})).toEqual({})
    expect(change.parse({ name: 'x' })).toEqual({ name: 'x' })
    expect(change.parse({ teamIds: [], note: null })).toEqual({ teamIds: [], note: null })
  })

  test('refuses what the whole would refuse', () => {
    for (const wrong of [{ name: '' }, { teamIds: null }, { other: 1 }])
      expect(change.safeParse(wrong).success).toBe(false)
  })
})

test('time zones and languages are those that the world knows', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kathmandu']) expect(timeZoneSchema.parse(zone)).toBe(zone)
  for (const zone of ['Mars/Olympus', '', 'Europe/Berlin; drop'])
    expect(timeZoneSchema.safeParse(zone).success).toBe(false)
  for (const tag of ['de', 'pt-BR', 'zh-Hant-TW']) expect(localeSchema.parse(tag)).toBe(tag)
  for (const tag of ['??', 'd', 'english language']) expect(localeSchema.safeParse(tag).success).toBe(false)
})

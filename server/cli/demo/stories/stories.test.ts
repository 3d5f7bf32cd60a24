import { describe, expect, test } from 'vitest'
import { minutesOf } from '../ago.ts'
import { type Colleague, colleagues, customers, organisations, type Person, teams } from '../company.ts'
import type { Story } from '../story.ts'
import { billingStories } from './billing.ts'
import { phoneStory } from './phone.ts'
import { serviceStories } from './service.ts'
import { technicalStories } from './technical.ts'

const stories = [phoneStory, ...technicalStories, ...serviceStories, ...billingStories]
const named = stories.map((story): [string, Story] => [story.need, story])
const textOf = (story: Story): string => JSON.stringify(story)
const isMadeUp = (domain: string) => /(^|\.)example(\.(com|org|net|se|de))?$/.test(domain)

describe.each(named)('the story "%s"', (_need, story) => {
  test('goes forward in time and ends before now', () => {
    const ago = story.steps.map(({ at }) => minutesOf(at))
    expect(ago).toEqual([...ago].sort((a, b) => b - a))
    expect(Math.min(...ago)).toBeGreaterThan(0)
    for (const { at } of story.steps) expect(at).toMatch(/^(\d+[dhm])( \d+[dhm])*$/)
  })

  test('begins with the customer, or with a contact that somebody writes down', () => {
    const [first] = story.steps
    expect(first && ('says' in first || 'logs' in first)).toBe(true)
  })

  test('says something at each step, and in our words', () => {
    for (const step of story.steps)
      for (const words of Object.values(step))
        if (typeof words === 'string') expect(words.trim()).not.toBe('')
    expect(textOf(story)).not.toMatch(/\bticket|assignee|\buser\b|lorem|TODO|\{\{/i)
  })

  test('names no address of the real world', () => {
    for (const [, domain = ''] of textOf(story).matchAll(/[\w.]+@([\w.-]+\w)/g))
      expect([domain, isMadeUp(domain)]).toEqual([domain, true])
  })

  test('is of somebody who can be reached the way it is told', () => {
    const person: Person = customers[story.customer]
    const wrote = story.steps.some((step) => 'says' in step)
    if (story.channel === 'email' && wrote) expect(person.email).toBeDefined()
    expect(story.need.length).toBeLessThanOrEqual(300)
    expect(story.need).not.toContain('\n')
    for (const tag of story.tags ?? []) expect(tag).toBe(tag.toLowerCase())
  })

  test('has calls whose legs follow one another', () => {
    for (const step of story.steps) {
      if (!('logs' in step)) continue
      let free = Number.NEGATIVE_INFINITY
      for (const { from, queue, talk, hold = 0 } of step.legs ?? []) {
        expect(from).toBeGreaterThanOrEqual(free)
        free = from + queue + talk + hold
      }
    }
  })
})

test('no need is told twice, and each team has something to do', () => {
  expect(new Set(stories.map(({ need }) => need)).size).toBe(stories.length)
  expect(new Set(stories.map(({ team }) => team))).toEqual(new Set(Object.keys(teams)))
})

test('rule 4: in no story does a colleague solve a case; it rests by what the customer did', () => {
  for (const { steps } of stories)
    for (const step of steps) if ('rests' in step) expect(Object.keys(step).sort()).toEqual(['at', 'rests'])
})

describe('the company', () => {
  test('has teams whose leads are leads and belong to them', () => {
    for (const [key, { lead }] of Object.entries(teams)) {
      const person: Colleague = colleagues[lead]
      expect([key, person.role, person.teams]).toEqual([key, 'lead', expect.arrayContaining([key])])
    }
  })

  test('knows each customer by at least one address, none of it real and none of it shared', () => {
    const addresses = Object.values(customers).flatMap(({ email, phone, handle }: Person) => {
      expect(email ?? phone ?? handle).toBeDefined()
      if (email) expect(isMadeUp(email.split('@')[1] ?? '')).toBe(true)
      // Numbers that the British regulator keeps for plays and films.
      if (phone) expect(phone).toMatch(/^\+44 20 7946 0\d{3}$/)
      return [email, phone, handle].filter(Boolean)
    })
    expect(new Set(addresses).size).toBe(addresses.length)
  })

  test('finds whoever works for an organisation at its domain', () => {
    for (const { email, organisation } of Object.values(customers) as Person[])
      if (organisation) expect(email).toMatch(new RegExp(`@${organisations[organisation].domain}$`))
  })

  test('has a story for each customer, or they would stand there with nothing to look at', () => {
    const told = new Set(stories.map(({ customer }) => customer))
    expect(Object.keys(customers).filter((key) => !told.has(key as keyof typeof customers))).toEqual([])
  })
})

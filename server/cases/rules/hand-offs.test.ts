import { describe, expect, test } from 'vitest'
import { countHandOffs } from './hand-offs.ts'

const through = (groups: string, agents = groups) =>
  countHandOffs([...groups].map((group, index) => ({ group, agent: agents[index] ?? group })))

describe('methods.md 3.5, hand-offs and ping-pong', () => {
  test('S,T,S,T: three hand-offs, two of them straight back, two returns, two groups', () => {
    expect(through('STST')).toMatchObject({ groupHandOffs: 3, pingPongs: 2, returns: 2, groups: 2 })
  })

  test('A,B,C,A: three hand-offs, none straight back, one return, three groups', () => {
    expect(through('ABCA')).toMatchObject({ groupHandOffs: 3, pingPongs: 0, returns: 1, groups: 3 })
  })

  test('colleagues of one group hand over without changing group', () => {
    expect(through('SSTT', 'abcd')).toEqual({
      ...{ agentHandOffs: 3, groupHandOffs: 1, pingPongs: 0, returns: 0, groups: 2, agents: 4 },
    })
  })

  test('the phone story: nine people, eight hand-offs, seven between groups, six straight back', () => {
    expect(through('STSTTSTST', '123456789')).toEqual({
      ...{ agentHandOffs: 8, groupHandOffs: 7, pingPongs: 6, returns: 6, groups: 2, agents: 9 },
    })
  })

  test('who had it alone, or nobody, handed nothing over', () => {
    expect(through('A')).toMatchObject({ agentHandOffs: 0, groupHandOffs: 0, pingPongs: 0, returns: 0 })
    expect(through('')).toMatchObject({ agentHandOffs: 0, groupHandOffs: 0, groups: 0, agents: 0 })
  })
})

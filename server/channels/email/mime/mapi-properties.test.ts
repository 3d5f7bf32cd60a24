import { describe, expect, it } from 'vitest'
import { makeProperties, textProperty } from '../../../../tests/factories/tnef.ts'
import { mapiProperties } from './mapi-properties.ts'

const short = { id: 0x0017, type: 0x0002, values: [Buffer.from([7, 0])] }

describe('a stream of properties', () => {
  it('is read value by value, each on a multiple of four bytes', () => {
    const stream = makeProperties(short, textProperty(0x1000, 'Hello'), textProperty(0x3707, 'ä', true))
    const { properties, isWhole } = mapiProperties(stream)
    expect(isWhole).toBe(true)
    expect(properties.map(({ id, type }) => [id, type])).toEqual([
      [0x0017, 0x0002],
      [0x1000, 0x001e],
      [0x3707, 0x001f],
    ])
    expect(properties[1]?.values[0]?.toString()).toBe('Hello\0')
    expect(properties[2]?.values[0]?.toString('utf16le')).toBe('ä\0')
  })

  it('may name its properties by number or by text', () => {
    const named = [
      { ...short, id: 0x8001, name: 0x8554 },
      { ...short, id: 0x8002, name: 'Keywords' },
      textProperty(0x1000, 'behind'),
    ]
    const { properties } = mapiProperties(makeProperties(...named))
    expect(properties.map(({ id }) => id)).toEqual([0x8001, 0x8002, 0x1000])
    expect(properties[2]?.values[0]?.toString()).toBe('behind\0')
  })

  it('may have many values in one property', () => {
    const texts = ['one', 'three'].map((text) => Buffer.from(text))
    const numbers = [1, 2].map((value) => Buffer.from([value, 0, 0, 0]))
    const { properties } = mapiProperties(
      makeProperties(
        { id: 0x1001, type: 0x101e, values: texts },
        { id: 0x1002, type: 0x1003, values: numbers },
        short,
      ),
    )
    expect(properties.map(({ values }) => values.length)).toEqual([2, 2, 1])
    expect(properties[0]?.values[1]?.toString()).toBe('three')
  })

  it('that breaks off is read as far as it goes', () => {
    const stream = makeProperties(
      textProperty(0x1000, 'whole'),
      textProperty(0x1001, 'a long text that is cut'),
    )
    const { properties, isWhole } = mapiProperties(stream.subarray(0, -8))
    expect(isWhole).toBe(false)
    expect(properties.map(({ id }) => id)).toEqual([0x1000])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['more properties than bytes', Buffer.from('ffffffff', 'hex')],
    ['a type nobody knows', makeProperties({ id: 1, type: 0x0999, values: [] })],
    [
      'values without end',
      makeProperties({ id: 1, type: 0x1003, values: Array(10_001).fill(Buffer.alloc(4)) }),
    ],
  ])('of %s says that it is not whole', (_what, stream) => {
    expect(mapiProperties(stream)).toEqual({ properties: [], isWhole: false })
  })
})

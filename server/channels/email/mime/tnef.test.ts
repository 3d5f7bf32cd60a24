import { describe, expect, it } from 'vitest'
import { makeProperties, makeTnef, textProperty } from '../../../../tests/factories/tnef.ts'
import { readTnef } from './tnef.ts'

const CODE_PAGE = 0x69007
const PROPERTIES = 0x69003
const BODY = 0x2800c
const NEW_FILE = 0x69002
const TITLE = 0x18010
const DATA = 0x6800f
const FILE_PROPERTIES = 0x69005

const text = (words: string) => Buffer.from(`${words}\0`, 'latin1')
const page = (number: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32LE(number)
  return bytes
}
const file = (...attributes: readonly (readonly [number, Buffer])[]) =>
  [[NEW_FILE, Buffer.alloc(14)] as const, ...attributes] as const
const told = (bytes: Buffer) =>
  readTnef(bytes)?.files.map((each) => [each.name, Buffer.from(each.bytes).toString()])

describe('the files of a winmail.dat', () => {
  it('bear their long names, and the short ones where there are no others', () => {
    const long = makeProperties(textProperty(0x3707, 'a long name.txt'), textProperty(0x370e, 'text/plain'))
    const bytes = makeTnef(
      ...file([TITLE, text('ALONGN~1.TXT')], [DATA, Buffer.from('one')], [FILE_PROPERTIES, long]),
      ...file([TITLE, text('short.txt')], [DATA, Buffer.from('two')]),
      ...file([DATA, Buffer.from('three')]),
    )
    expect(told(bytes)).toEqual([
      ['a long name.txt', 'one'],
      ['short.txt', 'two'],
      ['', 'three'],
    ])
    expect(readTnef(bytes)?.files[0]?.mediaType).toBe('text/plain')
  })

  it.each([
    [1251, Buffer.from([0xcf, 0xf0, 0xe8]), 'При'],
    [932, Buffer.from([0x82, 0xb1]), 'こ'],
    [65_001, Buffer.from('é'), 'é'],
    [4_242, Buffer.from([0xe9]), 'é'],
  ])('have names in the code page it states (%i)', (number, name, expected) => {
    const bytes = makeTnef(
      [CODE_PAGE, page(number)],
      ...file([TITLE, Buffer.concat([name, Buffer.alloc(1)])]),
    )
    expect(told(bytes)).toEqual([[expected, '']])
  })

  it('may have wide names, an id, and their bytes among their properties', () => {
    const kind = Buffer.alloc(16, 9)
    const properties = makeProperties(
      textProperty(0x3707, 'Übersicht.pdf', true),
      textProperty(0x3712, 'picture@outlook'),
      { id: 0x3701, type: 0x0d, values: [Buffer.concat([kind, Buffer.from('object')])] },
    )
    const bytes = makeTnef(...file([FILE_PROPERTIES, properties]))
    expect(told(bytes)).toEqual([['Übersicht.pdf', 'object']])
    expect(readTnef(bytes)?.files[0]?.contentId).toBe('picture@outlook')
  })

  it('come out of a mail within it too, but not from any depth', () => {
    let bytes = makeTnef(...file([TITLE, text('inner.txt')], [DATA, Buffer.from('inside')]))
    bytes = makeTnef(...file([TITLE, text('mail')], [DATA, bytes]))
    expect(told(bytes)).toEqual([['inner.txt', 'inside']])
    for (let depth = 0; depth < 20; depth += 1)
      bytes = makeTnef(...file([TITLE, text('deep')], [DATA, bytes]))
    expect(told(bytes)?.[0]?.[0]).toBe('deep')
  })
})

describe('the words of a winmail.dat', () => {
  it('are found in each form', () => {
    const stored = Buffer.concat([
      Buffer.from([0, 0, 0, 0, 5, 0, 0, 0]),
      Buffer.from('MELA'),
      Buffer.alloc(4),
    ])
    const properties = makeProperties(
      textProperty(0x1000, 'plain words'),
      textProperty(0x1013, '<p>rich words</p>'),
      { id: 0x1009, type: 0x102, values: [Buffer.concat([stored, Buffer.from('{\\rtf')])] },
    )
    const found = readTnef(makeTnef([PROPERTIES, properties]))
    expect(found).toMatchObject({ text: 'plain words', html: '<p>rich words</p>', isWhole: true })
    expect(Buffer.from(found?.rtf ?? []).toString()).toBe('{\\rtf')
  })

  it('may stand in a place of their own', () => {
    expect(readTnef(makeTnef([BODY, text('Sample description\r\n')]))?.text).toBe('Sample description\r\n')
  })

  it('are empty where there are none', () => {
    expect(readTnef(makeTnef())).toEqual({ files: [], text: '', html: '', rtf: null, isWhole: true })
  })
})

describe('a winmail.dat that is broken', () => {
  const whole = makeTnef(
    [BODY, text('words')],
    ...file([TITLE, text('one.txt')], [DATA, Buffer.from('one')]),
    ...file([TITLE, text('two.txt')], [DATA, Buffer.from('two')]),
  )

  it('is read as far as it goes, and says that it breaks off', () => {
    const found = readTnef(whole.subarray(0, -9))
    expect(found).toMatchObject({ text: 'words', isWhole: false })
    expect(found?.files.map(({ name }) => name)).toEqual(['one.txt', 'two.txt'])
    expect(found?.files[1]?.bytes).toHaveLength(0)
  })

  it('never breaks its reader, wherever it is cut or changed', () => {
    for (let cut = 0; cut < whole.length; cut += 1) readTnef(whole.subarray(0, cut))
    for (let at = 6; at < whole.length; at += 1) {
      const changed = Buffer.from(whole)
      changed[at] = 0xff
      expect(readTnef(changed)).not.toBeNull()
    }
  })

  it('is none when it does not begin like one', () => {
    expect(readTnef(Buffer.from('PK\u0003\u0004 something else'))).toBeNull()
    expect(readTnef(Buffer.alloc(0))).toBeNull()
  })
})

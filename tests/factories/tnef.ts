/** One property: its type, its id and its bytes; named ones bear a number behind them. */
export interface MadeProperty {
  readonly id: number
  readonly type: number
  readonly values: readonly Buffer[]
  readonly name?: number | string
}

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

const nameOf = (name: number | string): Buffer => {
  if (typeof name === 'number') return Buffer.concat([Buffer.alloc(16), number(0), number(name)])
  const text = Buffer.from(`${name}\0`, 'utf16le')
  return Buffer.concat([Buffer.alloc(16), number(1), number(text.length), padded(text)])
}

const statesLength = (type: number): boolean => [0x1e, 0x1f, 0x0d, 0x102].includes(type & ~0x1000)

const propertyBytes = ({ id, type, values, name }: MadeProperty): Buffer => {
  const isCounted = statesLength(type) || (type & 0x1000) !== 0
  return Buffer.concat([
    number(((id << 16) | type) >>> 0),
    ...(name === undefined ? [] : [nameOf(name)]),
    ...(isCounted ? [number(values.length)] : []),
    ...values.flatMap((value) => [...(statesLength(type) ? [number(value.length)] : []), padded(value)]),
  ])
}

/** A stream of MAPI properties. */
export const makeProperties = (...properties: readonly MadeProperty[]): Buffer =>
  Buffer.concat([number(properties.length), ...properties.map(propertyBytes)])

/** A property that is a text of one byte a letter, or (`wide`) of two. */
export const textProperty = (id: number, text: string, wide = false): MadeProperty => ({
  id,
  type: wide ? 0x1f : 0x1e,
  values: [Buffer.from(`${text}\0`, wide ? 'utf16le' : 'latin1')],
})

/** A TNEF stream of these attributes: number and bytes of each. */
export const makeTnef = (...attributes: readonly (readonly [number, Buffer])[]): Buffer =>
  Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    ...attributes.map(([id, bytes]) =>
      Buffer.concat([Buffer.from([1]), number(id), number(bytes.length), bytes, Buffer.alloc(2)]),
    ),
  ])

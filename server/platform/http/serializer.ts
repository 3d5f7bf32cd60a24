import fastJson from 'fast-json-stringify'
import { z } from 'zod'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `anyOf [S, null]` makes the stringifier validate at run time; `nullable` is the same and costs nothing. */
const simplify = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(simplify)
  if (!isObject(node)) return node
  const options = node.anyOf
  if (Array.isArray(options) && options.length === 2) {
    const rest = options.filter((option) => !(isObject(option) && option.type === 'null'))
    if (rest.length === 1 && isObject(rest[0])) return orNull(simplify(rest[0]) as Json)
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, simplify(value)]))
}

// A list of values must name null too, or the choice between the members of a union finds none that fits.
const orNull = (node: Json): Json => ({
  ...node,
  nullable: true,
  ...(Array.isArray(node.enum) && { enum: [...node.enum, null] }),
})

/**
 * A stringifier for a reply: writes exactly the declared fields and drops every other, so that a column
 * added to a table never leaves by accident.
 */
export const serializerOf = (schema: z.ZodType): ((value: unknown) => string) => {
  const json = z.toJSONSchema(schema, { target: 'draft-7', io: 'output', unrepresentable: 'any' })
  return fastJson(simplify(json) as Parameters<typeof fastJson>[0])
}

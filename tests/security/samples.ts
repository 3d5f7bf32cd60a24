import { z } from 'zod'
import type { Objects } from './objects.ts'
import { PASSWORD } from './world.ts'

/** As much of JSON Schema as zod writes for our bodies. */
const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.looseObject({
    // `["string", "null"]` is how a nullable text is written; the first is the one that says something.
    type: z.union([z.string(), z.array(z.string()).transform(([first]) => first)]).optional(),
    format: z.string().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(nodeSchema).optional(),
    oneOf: z.array(nodeSchema).optional(),
    minLength: z.number().optional(),
    minItems: z.number().optional(),
    minimum: z.number().optional(),
    items: nodeSchema.optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), nodeSchema).optional(),
    additionalProperties: z.unknown().optional(),
  }),
)
export interface Node {
  type?: string | undefined
  format?: string | undefined
  const?: unknown
  enum?: unknown[] | undefined
  anyOf?: Node[] | undefined
  oneOf?: Node[] | undefined
  minLength?: number | undefined
  minItems?: number | undefined
  minimum?: number | undefined
  items?: Node | undefined
  required?: string[] | undefined
  properties?: Record<string, Node> | undefined
  additionalProperties?: unknown
}

/** The JSON schema of what a route takes in. */
export const inputOf = (schema: z.ZodType): Node =>
  nodeSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))

/** The JSON schema of what a route answers. */
export const outputOf = (schema: z.ZodType): Node =>
  nodeSchema.parse(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }))

/** The smallest value that a schema accepts; ids point at `objects` by the name of their field. */
export const sampleOf = (node: Node, objects: Objects, name = ''): unknown => {
  if (node.const !== undefined) return node.const
  if (node.enum) return node.enum[0]
  const choices = node.anyOf ?? node.oneOf
  if (choices) return sampleOf(choices[0] ?? {}, objects, name)
  if (node.type === 'object') {
    const required = node.required ?? []
    return Object.fromEntries(
      required.map((key) => [key, sampleOf(node.properties?.[key] ?? {}, objects, key)]),
    )
  }
  if (node.type === 'array') {
    return Array.from({ length: node.minItems ?? 0 }, () => sampleOf(node.items ?? {}, objects, name))
  }
  if (node.type === 'string') return texts[name] ?? textOf(node)
  if (node.type === 'boolean') return false
  if (node.type === 'null') return null
  return objects[objectName(name)] ?? Math.max(node.minimum ?? 0, 0)
}

/** Words that must mean something to be accepted. */
const texts: Readonly<Record<string, string>> = {
  password: PASSWORD,
  current: PASSWORD,
  next: PASSWORD,
  timeZone: 'Europe/Lisbon',
  dueAt: new Date(Date.now() + 7_200_000).toISOString(),
}

const textOf = ({ format, minLength = 1 }: Node): string => {
  if (format === 'email') return 'new.person@example.com'
  if (format === 'date') return '2026-01-31'
  if (format === 'date-time') return '2026-01-31T12:00:00.000Z'
  return 'w'.repeat(Math.max(minLength, 1))
}

/** Fields that point at an object under another name than its own. */
const aliases: Readonly<Record<string, string>> = {
  intoCaseId: 'otherCaseId',
  toCaseId: 'otherCaseId',
  seenUpTo: 'messageId',
  ownerId: 'staffId',
  dutyLeadId: 'staffId',
  standInId: 'staffId',
  receiverId: 'staffId',
  toStaffId: 'staffId',
  toTeamId: 'teamId',
  memberId: 'staffId',
  mentionedId: 'staffId',
  keeperId: 'staffId',
}

/** `caseIds` → `caseId`, `ownerId` → `staffId`: the name under which the objects know what a field points at. */
export const objectName = (field: string): string => {
  const single = field.replace(/Ids$/, 'Id')
  return aliases[single] ?? single
}

/** Every field of a schema, at any depth, that takes the id of an object. */
export const idFields = (node: Node, path: readonly string[] = []): string[][] => [
  ...Object.entries(node.properties ?? {}).flatMap(([name, inner]) =>
    /Ids?$/.test(name) ? [[...path, name]] : idFields(inner, [...path, name]),
  ),
  ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((each) => idFields(each, path)),
]

/** A body with one field replaced; a field that takes a list gets a list of one. */
export const withField = (body: unknown, path: readonly string[], value: unknown): unknown => {
  const [name, ...rest] = path
  if (name === undefined) return value
  const fields = typeof body === 'object' && body !== null ? body : {}
  const inner = rest.length > 0 ? withField(fields[name as keyof typeof fields], rest, value) : value
  return { ...fields, [name]: rest.length === 0 && name.endsWith('Ids') ? [inner] : inner }
}

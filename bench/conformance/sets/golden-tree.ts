import { z } from 'zod'

const addressSchema = z.looseObject({ name: z.string().nullable(), address: z.string().nullable() })
const addressesSchema = z.union([
  z.looseObject({ List: z.array(addressSchema) }),
  z.looseObject({ Group: z.array(z.looseObject({ addresses: z.array(addressSchema) })) }),
])
const typeSchema = z.looseObject({
  c_type: z.string(),
  c_subtype: z.string().nullable(),
  attributes: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullable(),
})
const dateSchema = z.looseObject({
  year: z.number(),
  month: z.number(),
  day: z.number(),
  hour: z.number(),
  minute: z.number(),
  second: z.number(),
  tz_before_gmt: z.boolean(),
  tz_hour: z.number(),
  tz_minute: z.number(),
})
const headerSchema = z.looseObject({
  name: z.union([z.string(), z.looseObject({ other: z.string() })]),
  value: z.unknown(),
})

export type GoldenHeader = z.infer<typeof headerSchema>

export interface GoldenPart {
  readonly headers: readonly GoldenHeader[]
  readonly is_encoding_problem: boolean
  readonly body: {
    readonly Text?: string | undefined
    readonly Html?: string | undefined
    readonly Binary?: readonly number[] | undefined
    readonly InlineBinary?: readonly number[] | undefined
    readonly Multipart?: readonly number[] | undefined
    readonly Message?: GoldenTree | undefined
  }
}

/** A mail as another parser reads it; the three lists are places in `parts`. */
export interface GoldenTree {
  readonly html_body: readonly number[]
  readonly text_body: readonly number[]
  readonly attachments: readonly number[]
  readonly parts: readonly GoldenPart[]
}

const indexes = z.array(z.number())

export const goldenSchema: z.ZodType<GoldenTree> = z.looseObject({
  html_body: indexes,
  text_body: indexes,
  attachments: indexes,
  parts: z.array(
    z.looseObject({
      headers: z.array(headerSchema),
      is_encoding_problem: z.boolean(),
      body: z.looseObject({
        Text: z.string().optional(),
        Html: z.string().optional(),
        Binary: z.array(z.number()).optional(),
        InlineBinary: z.array(z.number()).optional(),
        Multipart: indexes.optional(),
        Message: z.lazy(() => goldenSchema).optional(),
      }),
    }),
  ),
})

/** The values of all headers of this name that are of the kind `kind` (`Text`, `Address` …), each parsed. */
const valuesOf = <Schema extends z.ZodType>(
  part: GoldenPart,
  name: string,
  kind: string,
  schema: Schema,
): z.infer<Schema>[] =>
  part.headers
    .filter((header) => header.name === name)
    .map(({ value }) => z.looseObject({ [kind]: schema }).safeParse(value))
    .flatMap((found) => (found.success ? [schema.parse(found.data[kind])] : []))

export const textsOf = (part: GoldenPart, name: string): string[] => [
  ...valuesOf(part, name, 'Text', z.string()),
  ...valuesOf(part, name, 'TextList', z.array(z.string())).map((ids) => ids.join(' ')),
]

export const peopleOf = (part: GoldenPart, name: string): z.infer<typeof addressSchema>[] =>
  valuesOf(part, name, 'Address', addressesSchema).flatMap((found) =>
    'List' in found && Array.isArray(found.List)
      ? z.array(addressSchema).parse(found.List)
      : z
          .looseObject({ Group: z.array(z.looseObject({ addresses: z.array(addressSchema) })) })
          .parse(found)
          .Group.flatMap(({ addresses }) => addresses),
  )

export const datesOf = (part: GoldenPart): string[] =>
  valuesOf(part, 'date', 'DateTime', dateSchema).map((at) => {
    const offset = (at.tz_hour * 60 + at.tz_minute) * (at.tz_before_gmt ? 1 : -1)
    const time = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute + offset, at.second)
    return new Date(time).toISOString()
  })

const paramOf = (part: GoldenPart, header: string, param: string): string | undefined =>
  valuesOf(part, header, 'ContentType', typeSchema)
    .flatMap(({ attributes }) => attributes ?? [])
    .find(({ name }) => name.toLowerCase() === param)?.value

/** The media type it declares, in lower case; undefined when it declares none. */
export const typeOf = (part: GoldenPart): string | undefined => {
  const type = valuesOf(part, 'content_type', 'ContentType', typeSchema).at(-1)
  return type?.c_subtype ? `${type.c_type}/${type.c_subtype}`.toLowerCase() : undefined
}

/** The name its sender gave it. */
export const fileNameOf = (part: GoldenPart): string | undefined =>
  paramOf(part, 'content_disposition', 'filename') ?? paramOf(part, 'content_type', 'name')

export const charsetOf = (part: GoldenPart): string => paramOf(part, 'content_type', 'charset') ?? 'utf-8'

export const boundariesOf = (part: GoldenPart): string[] =>
  paramOf(part, 'content_type', 'boundary')?.split('\n') ?? []

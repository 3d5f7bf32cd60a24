import { z } from 'zod'
import { defineAnnouncement } from '../platform/contract/announcement.ts'
import { defineErrors } from '../platform/contract/errors.ts'
import { adminsOnly, definePermission, everyStaff } from '../platform/contract/permission.ts'
import {
  changeOf,
  idSchema,
  line,
  localeSchema,
  pageOf,
  pageQuery,
  prose,
  timeSchema,
  timeZoneSchema,
} from '../platform/contract/schemas.ts'

export const customerPermissions = {
  read: definePermission('customers.read', everyStaff, 'See customers and organisations.'),
  write: definePermission(
    'customers.write',
    everyStaff,
    'Add and change customers, organisations and their notes.',
  ),
  manageFields: definePermission('fields.manage', adminsOnly, 'Define own fields.'),
}

export const customerErrors = defineErrors('customers', {
  addressTaken: { status: 409, words: 'That address already belongs to another customer.' },
  addressInvalid: {
    status: 400,
    words: 'That is not an address we can use: an e-mail, a phone number with country code, or a handle.',
  },
  lastAddress: { status: 409, words: 'This is the only address of this customer. Add another one first.' },
  unknownField: { status: 400, words: 'There is no such own field, or the value does not fit its type.' },
  organisationInUse: {
    status: 409,
    words: 'Customers or cases still belong to this organisation. Move them to another one first.',
  },
  keyTaken: { status: 409, words: 'There is, or was, a field with that key. Choose another key.' },
})

export const addressKinds = ['email', 'phone', 'handle'] as const
export const addressSchema = z.object({
  id: idSchema,
  kind: z.enum(addressKinds),
  shown: z.string(),
  value: z.string(),
  verified: z.boolean(),
})
export const newAddressSchema = z.strictObject({ kind: z.enum(addressKinds), value: line(254) })

export const fieldValueSchema = z.union([prose(2000), z.number(), z.boolean(), z.null()])
export const fieldsSchema = z.record(z.string().max(40), fieldValueSchema)

export const customerSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  organisationName: z.string().nullable(),
  /** The address most useful to tell two people of one name apart. */
  address: z.string().nullable(),
})
export type CustomerSummary = z.infer<typeof customerSummarySchema>

export const customerNoteSchema = z.object({
  id: idSchema,
  authorId: idSchema,
  authorName: z.string(),
  text: z.string(),
  createdAt: timeSchema,
  version: z.number().int(),
})

export const customerSchema = z.object({
  id: idSchema,
  name: z.string(),
  organisation: z.object({ id: idSchema, name: z.string() }).nullable(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  addresses: z.array(addressSchema),
  fields: fieldsSchema,
  notes: z.array(customerNoteSchema),
  createdAt: timeSchema,
  version: z.number().int(),
})
export type Customer = z.infer<typeof customerSchema>

export const newCustomerSchema = z.strictObject({
  name: line(200),
  organisationId: idSchema.nullable().optional(),
  locale: localeSchema.nullable().optional(),
  timeZone: timeZoneSchema.nullable().optional(),
  addresses: z.array(newAddressSchema).max(20).default([]),
  fields: fieldsSchema.optional(),
})
export const changeCustomerSchema = changeOf(newCustomerSchema.omit({ addresses: true }))

export const organisationSchema = z.object({
  id: idSchema,
  name: z.string(),
  domains: z.array(z.string()),
  fields: fieldsSchema,
  /** The hours agreed with it; null is the hours of the team that serves it. */
  calendarId: idSchema.nullable(),
  /** Whether its people see each other's cases on their pages. */
  sharesCases: z.boolean(),
  version: z.number().int(),
})
export const newOrganisationSchema = z.strictObject({
  name: line(200),
  domains: z.array(line(253)).max(50).default([]),
  fields: fieldsSchema.optional(),
  calendarId: idSchema.nullable().default(null),
  sharesCases: z.boolean().default(false),
})
export const changeOrganisationSchema = changeOf(newOrganisationSchema)

export const customerPageSchema = pageOf(customerSummarySchema)
export const organisationPageSchema = pageOf(organisationSchema)
/** `q` searches names, addresses and organisations, also misspelt. */
export const customerQuery = pageQuery.extend({ q: prose(200).optional() })
export const newCustomerNoteSchema = z.strictObject({ text: prose(20_000).min(1) })

export const fieldObjects = ['customer', 'organisation', 'case'] as const
export const fieldTypes = ['text', 'number', 'date', 'yes-no', 'choice'] as const
export const fieldDefinitionSchema = z.object({
  id: idSchema,
  object: z.enum(fieldObjects),
  key: z.string(),
  label: z.string(),
  type: z.enum(fieldTypes),
  choices: z.array(z.string()),
  position: z.number().int(),
  version: z.number().int(),
})
export type FieldDefinition = z.infer<typeof fieldDefinitionSchema>
export const newFieldDefinitionSchema = z.strictObject({
  object: z.enum(fieldObjects),
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be lower-case letters, digits and _'),
  label: line(80),
  type: z.enum(fieldTypes),
  choices: z.array(line(80)).max(100).default([]),
  position: z.number().int().min(0).max(10_000).default(0),
})
export const changeFieldDefinitionSchema = changeOf(
  newFieldDefinitionSchema.pick({ label: true, choices: true, position: true }),
)

export const customerAnnouncements = {
  added: defineAnnouncement('customers.added', z.object({ name: z.string() })),
  changed: defineAnnouncement('customers.changed', z.object({ changed: z.array(z.string()) })),
  addressAdded: defineAnnouncement('customers.address-added', z.object({ kind: z.enum(addressKinds) })),
  addressRemoved: defineAnnouncement('customers.address-removed', z.object({ kind: z.enum(addressKinds) })),
  noteWritten: defineAnnouncement('customers.note-written', z.object({})),
  noteChanged: defineAnnouncement('customers.note-changed', z.object({})),
  noteRemoved: defineAnnouncement('customers.note-removed', z.object({})),
  organisationChanged: defineAnnouncement('customers.organisation-changed', z.object({ name: z.string() })),
  fieldsDefined: defineAnnouncement('customers.fields-defined', z.object({ key: z.string() })),
}

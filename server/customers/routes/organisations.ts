import { z } from 'zod'
import { idText, noContent, pageQuery } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { changeField } from '../actions/change-field.ts'
import { changeOrganisation } from '../actions/change-organisation.ts'
import { defineField } from '../actions/define-field.ts'
import { pageOfMembers } from '../actions/list-customers.ts'
import { pageOfOrganisations } from '../actions/list-organisations.ts'
import { makeOrganisation } from '../actions/make-organisation.ts'
import { removeOrganisation } from '../actions/remove-organisation.ts'
import { retireField } from '../actions/retire-field.ts'
import { showOrganisation } from '../actions/show-organisation.ts'
import {
  changeFieldDefinitionSchema,
  changeOrganisationSchema,
  customerPageSchema,
  customerPermissions,
  customerQuery,
  fieldDefinitionSchema,
  newFieldDefinitionSchema,
  newOrganisationSchema,
  organisationPageSchema,
  organisationSchema,
} from '../contract.ts'
import { fieldDefinitions } from '../queries/fields.ts'

const { read, write, manageFields } = customerPermissions
const params = z.strictObject({ organisationId: idText })
const fieldParams = z.strictObject({ fieldId: idText })

/** Organisations. */
export const organisationRoutes = [
  staffRoute({
    method: 'GET',
    path: '/organisations',
    permission: read,
    summary: 'Organisations by name',
    query: customerQuery,
    reply: organisationPageSchema,
    handle: async ({ db, query }) => pageOfOrganisations(db, query),
  }),
  staffRoute({
    method: 'POST',
    path: '/organisations',
    permission: write,
    summary: 'Add an organisation',
    body: newOrganisationSchema,
    reply: organisationSchema,
    status: 201,
    handle: async ({ tx, actor, body }) => makeOrganisation(tx, actor, body),
  }),
  staffRoute({
    method: 'GET',
    path: '/organisations/:organisationId',
    permission: read,
    summary: 'An organisation',
    params,
    reply: organisationSchema,
    handle: async ({ db, params }) => showOrganisation(db, params.organisationId),
  }),
  staffRoute({
    method: 'GET',
    path: '/organisations/:organisationId/customers',
    permission: read,
    summary: 'Who belongs to an organisation, by name',
    params,
    query: pageQuery,
    reply: customerPageSchema,
    handle: async ({ db, params, query }) => {
      await showOrganisation(db, params.organisationId)
      return pageOfMembers(db, params.organisationId, query)
    },
  }),
  staffRoute({
    method: 'PATCH',
    path: '/organisations/:organisationId',
    permission: write,
    summary: 'Change an organisation',
    params,
    body: changeOrganisationSchema,
    reply: organisationSchema,
    handle: async ({ tx, actor, params, ifMatch, body }) =>
      changeOrganisation(tx, actor, params.organisationId, ifMatch, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/organisations/:organisationId',
    permission: write,
    summary: 'Remove an organisation that nobody belongs to',
    params,
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await removeOrganisation(tx, actor, params.organisationId)
      return null
    },
  }),
]

/** Own fields of customers, organisations and cases. */
export const fieldRoutes = [
  staffRoute({
    method: 'GET',
    path: '/fields',
    permission: read,
    summary: 'Own fields of customers, organisations and cases',
    reply: z.object({ items: z.array(fieldDefinitionSchema) }),
    handle: async ({ db }) => ({ items: await fieldDefinitions(db) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/fields',
    permission: manageFields,
    summary: 'Define an own field',
    body: newFieldDefinitionSchema,
    reply: fieldDefinitionSchema,
    status: 201,
    handle: async ({ tx, actor, body }) => defineField(tx, actor, body),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/fields/:fieldId',
    permission: manageFields,
    summary: 'Change label, choices or position',
    params: fieldParams,
    body: changeFieldDefinitionSchema,
    reply: fieldDefinitionSchema,
    handle: async ({ tx, actor, params, ifMatch, body }) =>
      changeField(tx, actor, params.fieldId, ifMatch, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/fields/:fieldId',
    permission: manageFields,
    summary: 'Take an own field out of use; its values are kept',
    params: fieldParams,
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await retireField(tx, actor, params.fieldId)
      return null
    },
  }),
]

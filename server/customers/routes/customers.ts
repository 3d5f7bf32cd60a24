import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { addAddressTo } from '../actions/add-address.ts'
import { changeCustomer } from '../actions/change-customer.ts'
import { changeNote } from '../actions/change-note.ts'
import { pageOfCustomers } from '../actions/list-customers.ts'
import { makeCustomer } from '../actions/make-customer.ts'
import { removeAddress } from '../actions/remove-address.ts'
import { removeNote } from '../actions/remove-note.ts'
import { showCustomer } from '../actions/show-customer.ts'
import { writeNote } from '../actions/write-note.ts'
import {
  addressSchema,
  changeCustomerSchema,
  customerNoteSchema,
  customerPageSchema,
  customerPermissions,
  customerQuery,
  customerSchema,
  newAddressSchema,
  newCustomerNoteSchema,
  newCustomerSchema,
} from '../contract.ts'

const { read, write } = customerPermissions
const params = z.strictObject({ customerId: idText })
const noteParams = z.strictObject({ customerId: idText, noteId: idText })

/** Persons, their addresses, and notes about them. */
export const customerRoutes = [
  staffRoute({
    method: 'GET',
    path: '/customers',
    permission: read,
    summary: 'Customers by name, or best first for a search as you type',
    query: customerQuery,
    reply: customerPageSchema,
    handle: async ({ db, query }) => pageOfCustomers(db, query),
  }),
  staffRoute({
    method: 'POST',
    path: '/customers',
    permission: write,
    summary: 'Add a customer',
    body: newCustomerSchema,
    reply: customerSchema,
    status: 201,
    handle: async ({ tx, actor, body }) => makeCustomer(tx, actor, body),
  }),
  staffRoute({
    method: 'GET',
    path: '/customers/:customerId',
    permission: read,
    summary: 'A customer with addresses, own fields and notes',
    params,
    reply: customerSchema,
    handle: async ({ db, params }) => showCustomer(db, params.customerId),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/customers/:customerId',
    permission: write,
    summary: 'Change a customer',
    params,
    body: changeCustomerSchema,
    reply: customerSchema,
    handle: async ({ tx, actor, params, ifMatch, body }) =>
      changeCustomer(tx, actor, params.customerId, ifMatch, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/customers/:customerId/addresses',
    permission: write,
    summary: 'Add an e-mail address, phone number or handle',
    params,
    body: newAddressSchema,
    reply: addressSchema,
    status: 201,
    handle: async ({ tx, actor, params, body }) => addAddressTo(tx, actor, params.customerId, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/customers/:customerId/addresses/:addressId',
    permission: write,
    summary: 'Remove one',
    params: params.extend({ addressId: idText }),
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await removeAddress(tx, actor, params.customerId, params.addressId)
      return null
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/customers/:customerId/notes',
    permission: write,
    summary: 'Write a note about a customer',
    params,
    body: newCustomerNoteSchema,
    reply: customerNoteSchema,
    status: 201,
    handle: async ({ tx, actor, params, body }) => writeNote(tx, actor, params.customerId, body.text),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/customers/:customerId/notes/:noteId',
    permission: write,
    summary: 'Change a note of yours',
    params: noteParams,
    body: newCustomerNoteSchema,
    reply: customerNoteSchema,
    handle: async ({ tx, actor, params, ifMatch, body }) => changeNote(tx, actor, params, ifMatch, body.text),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/customers/:customerId/notes/:noteId',
    permission: write,
    summary: 'Remove a note of yours',
    params: noteParams,
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await removeNote(tx, actor, params)
      return null
    },
  }),
]

import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../server/customers/contract.ts'
import type { Customer, CustomerSummary, FieldDefinition } from '../../server/customers/contract.ts'
import { get, patch, post, query, remove } from '../app/api.ts'

type Page<T> = { items: T[]; next: string | null }
export type Organisation = z.infer<typeof contract.organisationSchema>
export type NewCustomer = z.input<typeof contract.newCustomerSchema>
export type CustomerChange = z.input<typeof contract.changeCustomerSchema>
export type AddressKind = z.input<typeof contract.newAddressSchema>['kind']
export type Fields = z.infer<typeof contract.fieldsSchema>

export const customersQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', q],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CustomerSummary>>(`/customers${query({ q, after: pageParam, limit: 50 })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export const customerQuery = (id: number) =>
  queryOptions({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => get<Customer>(`/customers/${id}`, signal),
  })

export const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: () => get<{ items: FieldDefinition[] }>('/fields'),
  staleTime: 300_000,
})

export const organisationsQuery = (q: string) =>
  queryOptions({
    queryKey: ['organisations', q],
    queryFn: () => get<Page<Organisation>>(`/organisations${query({ q, limit: 20 })}`),
    placeholderData: keepPreviousData,
  })

export const organisationQuery = (id: number) =>
  queryOptions({
    queryKey: ['organisations', 'one', id],
    queryFn: ({ signal }) => get<Organisation>(`/organisations/${id}`, signal),
  })

export const membersQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'of', id],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CustomerSummary>>(
        `/organisations/${id}/customers${query({ after: pageParam, limit: 50 })}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export type OrganisationChange = z.input<typeof contract.changeOrganisationSchema>
export const changeOrganisation = (id: number, change: OrganisationChange, version: number) =>
  patch<Organisation>(`/organisations/${id}`, change, version)

export const makeCustomer = (made: NewCustomer) => post<Customer>('/customers', made)
export const changeCustomer = (id: number, change: CustomerChange, version: number) =>
  patch<Customer>(`/customers/${id}`, change, version)
export const addAddress = (id: number, kind: AddressKind, value: string) =>
  post<unknown>(`/customers/${id}/addresses`, { kind, value })
export const removeAddress = (id: number, addressId: number) =>
  remove(`/customers/${id}/addresses/${addressId}`)
export const writeCustomerNote = (id: number, text: string) =>
  post<unknown>(`/customers/${id}/notes`, { text })
export const makeOrganisation = (name: string) => post<Organisation>('/organisations', { name })

export type NewField = z.input<typeof contract.newFieldDefinitionSchema>
export type FieldChange = z.input<typeof contract.changeFieldDefinitionSchema>
export const makeField = (field: NewField) => post<FieldDefinition>('/fields', field)
export const changeField = (id: number, change: FieldChange, version: number) =>
  patch<FieldDefinition>(`/fields/${id}`, change, version)
export const retireField = (id: number) => remove(`/fields/${id}`)

import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../../server/channels/email/contract.ts'
import { get, patch, post, remove } from '../../app/api.ts'

type All<T> = { items: T[] }
type Change = z.input<typeof contract.changeSendingIdentitySchema>

export const identitiesQuery = queryOptions({
  queryKey: ['sending-identities'],
  queryFn: () => get<All<contract.SendingIdentity>>('/sending-identities'),
})
export const dkimKeysQuery = queryOptions({
  queryKey: ['dkim-keys'],
  queryFn: () => get<All<contract.DkimKey>>('/dkim-keys'),
})
export const changeIdentity = (id: number, change: Change, version: number) =>
  patch<contract.SendingIdentity>(`/sending-identities/${id}`, change, version)
export const tryIdentity = (id: number) =>
  post<z.infer<typeof contract.identityTestSchema>>(`/sending-identities/${id}/test`, {})
export const setDkimKey = (key: z.input<typeof contract.newDkimKeySchema>) =>
  post<contract.DkimKey>('/dkim-keys', key)
export const checkDkimKey = (id: number) => post<contract.DkimKey>(`/dkim-keys/${id}/check`, {})
export const removeDkimKey = (id: number) => remove(`/dkim-keys/${id}`)

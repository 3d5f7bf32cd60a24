import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../server/promises/contract.ts'
import type {
  CasePromises,
  CustomerPromise,
  DueTimes,
  LedgerSummary,
  PromiseState,
} from '../../server/promises/contract.ts'
import { call, get, post, query, remove } from '../app/api.ts'

type Page<T> = { items: T[]; next: string | null }
export type NewPromise = z.input<typeof contract.newPromiseSchema>
export type Move = Omit<z.input<typeof contract.moveTimeSchema>, 'customerAgreed'>
/** Which promises one looks at in the ledger. */
export type Ledger = {
  keeperId?: number | undefined
  state?: PromiseState | undefined
  from?: string | undefined
  to?: string | undefined
}

export const casePromisesQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'promises'],
    queryFn: ({ signal }) => get<CasePromises>(`/cases/${caseId}/promises`, signal),
  })

export const dueTimesQuery = (caseId: number, words: string) =>
  queryOptions({
    queryKey: ['due-times', caseId, words],
    queryFn: ({ signal }) => get<DueTimes>(`/cases/${caseId}/due-times${query({ words })}`, signal),
    placeholderData: keepPreviousData,
    // "Tomorrow" is soon another day.
    staleTime: 30_000,
  })

export const ledgerQuery = (chosen: Ledger) =>
  infiniteQueryOptions({
    queryKey: ['promises', 'list', chosen],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CustomerPromise>>(`/promises${query({ ...chosen, after: pageParam, limit: 50 })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export const summaryQuery = ({ keeperId, from, to }: Omit<Ledger, 'state'>) =>
  queryOptions({
    queryKey: ['promises', 'summary', { keeperId, from, to }],
    queryFn: ({ signal }) => get<LedgerSummary>(`/promises/summary${query({ keeperId, from, to })}`, signal),
    placeholderData: keepPreviousData,
  })

export const makePromise = (caseId: number, made: NewPromise) =>
  post<CustomerPromise>(`/cases/${caseId}/promises`, made)

type Which = Pick<CustomerPromise, 'id' | 'version'>
export const keepPromise = ({ id, version }: Which, keptAt?: string) =>
  call<CustomerPromise>('POST', `/promises/${id}/keeping`, { body: keptAt ? { keptAt } : {}, version })
export const movePromise = ({ id, version }: Which, { dueAt, words }: Move) =>
  call<CustomerPromise>('POST', `/promises/${id}/time`, {
    body: { dueAt, customerAgreed: true, words },
    version,
  })
export const withdrawPromise = ({ id, version }: Which, words: string) =>
  call<CustomerPromise>('POST', `/promises/${id}/withdrawal`, { body: { words }, version })
export const reopenPromise = ({ id, version }: Which) =>
  call<CustomerPromise>('DELETE', `/promises/${id}/settlement`, { version })
export const handPromise = ({ id, version }: Which, keeperId: number) =>
  call<CustomerPromise>('PUT', `/promises/${id}/keeper`, { body: { keeperId }, version })
export const denyNoticed = (id: number) => remove(`/noticed-promises/${id}`)

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../server/ownership/contract.ts'
import type { AcceptancesResult, HandOff, Offered } from '../../server/ownership/contract.ts'
import { get, post, put, query, remove } from '../app/api.ts'

export type BriefDraft = z.infer<typeof contract.briefDraftSchema>
export type NewHandOff = z.input<typeof contract.newHandOffSchema>
export type Refusal = z.input<typeof contract.refusalSchema>
export type Workload = z.infer<typeof contract.workloadSchema>

export const handOffsQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'hand-offs'],
    queryFn: () => get<{ items: HandOff[] }>(`/cases/${caseId}/hand-offs`),
  })
/** What is offered to the reader; stale with every list of cases, since each answer changes those too. */
export const offersQuery = infiniteQueryOptions({
  queryKey: ['cases', 'offers'],
  queryFn: ({ pageParam, signal }) =>
    get<{ items: Offered[]; next: string | null }>(`/hand-offs${query({ after: pageParam })}`, signal),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
})
/** Asked for anew each time: what is written while the dialog is open must not change under the pen. */
export const briefDraftQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['brief-draft', caseId],
    queryFn: () => get<BriefDraft>(`/cases/${caseId}/brief-draft`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
export const workloadQuery = (staffId: number) =>
  queryOptions({
    queryKey: ['people', 'workload', staffId],
    queryFn: () => get<Workload>(`/staff/${staffId}/workload`),
  })

export const offerCase = (caseId: number, handOff: NewHandOff) =>
  post<HandOff>(`/cases/${caseId}/hand-offs`, handOff)
/** What its new owner takes along with a case. */
export type Taken = z.input<typeof contract.acceptanceSchema>
export const acceptHandOff = (id: number, taken: Taken) => post<HandOff>(`/hand-offs/${id}/acceptance`, taken)
export const acceptMany = (handOffs: z.input<typeof contract.acceptancesSchema>['handOffs']) =>
  post<AcceptancesResult>('/hand-offs/acceptances', { handOffs })
export const refuseHandOff = (id: number, refusal: Refusal) =>
  post<HandOff>(`/hand-offs/${id}/refusal`, refusal)
export const withdrawHandOff = (id: number) => remove(`/hand-offs/${id}`)
export const takeOver = (caseId: number, said: z.input<typeof contract.takeOverSchema>) =>
  post<null>(`/cases/${caseId}/take-over`, said)
export const beginLeaving = (staffId: number, receiverId: number) =>
  put<null>(`/staff/${staffId}/leaving`, { receiverId })
export const stay = (staffId: number) => remove(`/staff/${staffId}/leaving`)

import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../server/consults/contract.ts'
import type { Consult } from '../../server/consults/contract.ts'
import { get, post, remove } from '../app/api.ts'

export type NewConsults = z.input<typeof contract.newConsultsSchema>

export const consultsQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'consults'],
    queryFn: () => get<{ items: Consult[] }>(`/cases/${caseId}/consults`),
  })

export const askForHelp = (caseId: number, wanted: NewConsults) =>
  post<{ items: Consult[] }>(`/cases/${caseId}/consults`, wanted)
export const answerConsult = (id: number, words: string) => post<null>(`/consults/${id}/answer`, { words })
export const declineConsult = (id: number, words: string) => post<null>(`/consults/${id}/refusal`, { words })
export const withdrawConsult = (id: number) => remove(`/consults/${id}`)

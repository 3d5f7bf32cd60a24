import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../../server/cases/contract.ts'
import type { Brief, BriefLine, Fact, Repeat, Story } from '../../../server/cases/contract.ts'
import { get, patch, post, put, remove } from '../../app/api.ts'

export type NewFact = z.input<typeof contract.newFactSchema>
export type NewRepeat = z.input<typeof contract.newRepeatSchema>

export const storyQuery = (id: number) =>
  queryOptions({
    queryKey: ['case', id, 'story'],
    queryFn: ({ signal }) => get<Story>(`/cases/${id}/story`, signal),
  })

export const tellRead = (id: number) => post<null>(`/cases/${id}/story/reading`)
export const keepFact = (id: number, fact: NewFact) => post<Fact>(`/cases/${id}/facts`, fact)
export const correctFact = ({ caseId, id, version }: Fact, change: Partial<Pick<Fact, 'text' | 'slot'>>) =>
  patch<Fact>(`/cases/${caseId}/facts/${id}`, change, version)
export const retractFact = ({ caseId, id }: Fact) => remove(`/cases/${caseId}/facts/${id}`)
export const writeBriefLine = (id: number, line: BriefLine, text: string) =>
  put<Brief>(`/cases/${id}/brief/${line}`, { text })
export const noteRepeat = (id: number, repeat: NewRepeat) => post<Repeat>(`/cases/${id}/repeats`, repeat)
export const takeBackRepeat = (id: number, repeatId: number) => remove(`/cases/${id}/repeats/${repeatId}`)

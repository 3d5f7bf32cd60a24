import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  Escalation,
  escalationListSchema,
  Guideline,
  GuidelineList,
  NewAnswer,
  NewGuideline,
} from '../../server/escalations/contract.ts'
import { get, patch, post, remove } from '../app/api.ts'

export const guidelinesQuery = queryOptions({
  queryKey: ['guidelines'],
  queryFn: () => get<GuidelineList>('/guidelines'),
})

/** Begins like the query of the case, so that any news of it refreshes whom it asks. */
export const escalationsQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'escalations'],
    queryFn: ({ signal }) =>
      get<z.output<typeof escalationListSchema>>(`/cases/${caseId}/escalations`, signal),
  })

export const writeGuideline = (guideline: NewGuideline) => post<Guideline>('/guidelines', guideline)
export const changeGuideline = ({ id, version }: Guideline, change: Partial<NewGuideline>) =>
  patch<Guideline>(`/guidelines/${id}`, change, version)
export const removeGuideline = (id: number) => remove(`/guidelines/${id}`)
export const answerEscalation = (id: number, answer: NewAnswer) =>
  post<Escalation>(`/escalations/${id}/answer`, answer)

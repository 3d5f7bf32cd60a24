import type { Visitor } from '../harness/visitor.ts'

/** What somebody who regroups cases does at their desk; each answers with the HTTP answer. */
export const regroupingBy = (visitor: Visitor) => ({
  merge: (caseId: number, intoCaseId: number, confirmDifferentCustomers = false) =>
    visitor.post(`/cases/${caseId}/merge`, { intoCaseId, confirmDifferentCustomers }),
  split: (caseId: number, contactIds: readonly number[], need = 'Another need') =>
    visitor.post(`/cases/${caseId}/split`, { contactIds, need }),
  move: (caseId: number, contactIds: readonly number[], toCaseId: number) =>
    visitor.post(`/cases/${caseId}/move`, { contactIds, toCaseId }),
  undo: (regroupingId: number) => visitor.remove(`/regroupings/${regroupingId}`),
})

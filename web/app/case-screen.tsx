import CasePage from '../cases/case-page.tsx'
import { CasePartsContext } from '../cases/parts.ts'
import { caseParts } from './slots/case-parts.ts'

/** A case with all that the rooms above cases add to it: loaded with the first case that is opened, not with the lists. */
export default function CaseScreen() {
  return (
    <CasePartsContext value={caseParts}>
      <CasePage />
    </CasePartsContext>
  )
}

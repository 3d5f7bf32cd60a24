import type { Case } from '../../../server/cases/contract.ts'
import { ActDialog } from './act-dialog.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { PartsDialog } from './parts-dialog.tsx'
import type { Asked } from './use-case-acts.ts'

/** The question that belongs to an act. */
export default function CaseDialogs({
  asked,
  found,
  onClose,
}: {
  asked: Asked
  found: Case
  onClose: () => void
}) {
  switch (asked) {
    case 'close':
      return <CloseDialog found={found} onClose={onClose} />
    case 'merge':
      return <MergeDialog found={found} onClose={onClose} />
    case 'split':
      return <PartsDialog found={found} act="split" onClose={onClose} />
    case 'move':
      return <PartsDialog found={found} act="move" onClose={onClose} />
    default:
      return <ActDialog id={asked} found={found} onClose={onClose} />
  }
}

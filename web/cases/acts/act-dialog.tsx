import type { Case } from '../../../server/cases/contract.ts'
import { useCaseParts } from '../parts.ts'

interface ActDialogProps {
  /** Id of an act that a room above the cases added. */
  id: string
  found: Case
  onClose: () => void
}

/** The question of an act; it stays when the act is not offered any more, so that no words in it are lost. */
export function ActDialog({ id, found, onClose }: ActDialogProps) {
  const Dialog = useCaseParts().acts.find((act) => act.id === id)?.Dialog
  return Dialog ? <Dialog found={found} onClose={onClose} /> : null
}

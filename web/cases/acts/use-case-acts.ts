import { useLingui } from '@lingui/react/macro'
import { CircleSlash, Hand, Link2, Merge, MoveRight, RotateCcw, Split } from 'lucide-react'
import type { Case } from '../../../server/cases/contract.ts'
import type { Act, ActGroup } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { reopenCase, takeCase } from '../api.ts'
import { useCaseParts } from '../parts.ts'

/** The id of an act that asks something first: one of the cases' own, or of another room. */
export type Asked = string

/** The acts that the reader may do to a case, as the server said in `may`. */
export function useCaseActs(
  found: Case,
  run: (act: () => Promise<unknown>) => void,
  ask: (what: Asked) => void,
): ActGroup[] {
  const { t, i18n } = useLingui()
  const { may } = found
  const others = useCaseParts().acts.filter(({ isOffered }) => isOffered(found))
  const added: Act[] = others.map(({ id, label, icon, keys }) => ({
    id,
    label: i18n._(label),
    icon,
    ...(keys && { keys }),
    run: () => ask(id),
  }))
  const own: Act[] = [
    ...(may.take
      ? [{ id: 'take', label: t`Take it`, icon: Hand, keys: 't', run: () => run(() => takeCase(found.id)) }]
      : []),
    ...(may.reopen
      ? [
          {
            id: 'reopen',
            label: t`Open it again`,
            icon: RotateCcw,
            run: () => run(() => reopenCase(found.id)),
          },
        ]
      : []),
    ...(may.close
      ? [
          {
            id: 'close',
            label: t`Close without a solution…`,
            icon: CircleSlash,
            keys: 'e',
            run: () => ask('close'),
          },
        ]
      : []),
  ]
  const regroup: Act[] = may.regroup
    ? [
        { id: 'merge', label: t`Merge into another case…`, icon: Merge, run: () => ask('merge') },
        { id: 'split', label: t`Split a part off…`, icon: Split, run: () => ask('split') },
        { id: 'move', label: t`Move a part to another case…`, icon: MoveRight, run: () => ask('move') },
      ]
    : []
  const link: Act = {
    id: 'link',
    label: t`Copy the link`,
    icon: Link2,
    run: () => {
      void navigator.clipboard.writeText(`${window.location.origin}/desk/all/${found.id}`)
      toast(t`Copied.`)
    },
  }
  return [{ acts: added }, { acts: own }, { acts: regroup }, { acts: [link] }].filter(
    ({ acts }) => acts.length > 0,
  )
}

import { useLingui } from '@lingui/react/macro'
import { Ellipsis, Hand } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { useCommands } from '../../app/commands.ts'
import { Button } from '../../kit/button.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { Menu } from '../../kit/menu.tsx'
import { takeCase } from '../api.ts'
import { useAct } from './use-act.ts'
import { type Asked, useCaseActs } from './use-case-acts.ts'

const CaseDialogs = lazy(() => import('./case-dialogs.tsx'))

/** What may be done with this case: the next likely act as a button, everything else in one menu. */
export function CaseActs({ found }: { found: Case }) {
  const { t } = useLingui()
  const [asked, setAsked] = useState<Asked | null>(null)
  const act = useAct(found.id)
  const groups = useCaseActs(found, act.mutate, setAsked)
  const commands = groups.flatMap(({ acts }) => acts)
  useCommands(
    commands.map(({ id, label, keys, run }) => ({
      id: `case-${id}`,
      title: label,
      group: t`This case`,
      keys,
      run,
    })),
  )
  return (
    <div className="flex shrink-0 items-center gap-1">
      {found.may.take && found.heldOnDuty && (
        <Button
          look="primary"
          keys="t"
          icon={<Hand aria-hidden size={16} />}
          isPending={act.isPending}
          onPress={() => act.mutate(() => takeCase(found.id))}
        >
          {t`Take it`}
        </Button>
      )}
      <Menu label={t`More about this case`} groups={groups}>
        <IconButton icon={Ellipsis} label={t`More`} />
      </Menu>
      <Suspense fallback={null}>
        {asked && <CaseDialogs asked={asked} found={found} onClose={() => setAsked(null)} />}
      </Suspense>
    </div>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Guideline, GuidelineList } from '../../server/escalations/contract.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/cx.ts'
import { Switch } from '../kit/switch.tsx'
import { Sheet } from '../settings/sheet.tsx'
import { Things } from '../settings/things.tsx'
import { useSaving } from '../settings/use-saving.ts'
import { changeGuideline, guidelinesQuery } from './api.ts'
import { GuidelineDialog } from './guideline-dialog.tsx'
import { askWords, conditionWords } from './words.ts'

/** When somebody must be asked for help: written by leads, read by everybody. */
export default function GuidelineSettings() {
  const { t } = useLingui()
  const guidelines = useQuery(guidelinesQuery)
  const { permissions, person } = useSession()
  const mayWrite =
    permissions.includes('escalations.manage') && (person.role === 'admin' || person.teamIds.length > 0)
  const [edited, setEdited] = useState<Guideline | 'new' | null>(null)
  return (
    <Sheet
      title={t`Escalation guidelines`}
      lead={t`When somebody is asked for help. Each speaks up once for a need and stays until it is answered.`}
      action={
        mayWrite && (
          <Button look="primary" icon={<Plus aria-hidden size={16} />} onPress={() => setEdited('new')}>
            {t`New guideline`}
          </Button>
        )
      }
    >
      {guidelines.data && <Timeliness {...guidelines.data.timeliness} />}
      <Things
        label={t`Escalation guidelines`}
        from={guidelines}
        empty={{
          title: t`No guideline yet`,
          words: t`Write down when somebody should ask for help, so that nobody has to be brave to do it.`,
        }}
      >
        {(guideline) => <Row guideline={guideline} onChange={() => setEdited(guideline)} />}
      </Things>
      {edited && (
        <GuidelineDialog guideline={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Sheet>
  )
}

function Timeliness({ share, n, days }: GuidelineList['timeliness']) {
  const percent = Math.round((share ?? 0) * 100)
  return (
    <p className="mb-4 text-ink-soft text-sm">
      {share === null ? (
        <Trans>No value yet: none spoke up in the last {days} days.</Trans>
      ) : (
        <Trans>
          Answered within 15 minutes in the last {days} days: {percent} % of {n}.
        </Trans>
      )}
    </p>
  )
}

function Row({ guideline, onChange }: { guideline: Guideline; onChange: () => void }) {
  const { t, i18n } = useLingui()
  const save = useSaving(['guidelines'])
  const words = i18n._(conditionWords(i18n, guideline.condition))
  const { isOn, team, advice, may } = guideline
  const asks = i18n._(askWords(guideline))
  const whose = team?.name ?? t`All teams`
  return (
    <>
      <span className={cx('min-w-0 grow basis-64', !isOn && 'text-ink-soft')}>
        <span className="block font-medium">{words}</span>
        <span dir="auto" className="block text-sm">
          {advice}
        </span>
        <span className="block text-ink-soft text-sm">
          {whose} · {asks}
        </span>
      </span>
      {may.change ? (
        <span className="flex items-center gap-3">
          <Switch
            aria-label={words}
            isSelected={isOn}
            onChange={(on) => void save(() => changeGuideline(guideline, { isOn: on }))}
          >
            <span className="inline-block min-w-7">{isOn ? t`On` : t`Off`}</span>
          </Switch>
          <Button size="small" aria-label={t`Change: ${words}`} onPress={onChange}>
            {t`Change`}
          </Button>
        </span>
      ) : (
        <Chip tone={isOn ? 'good' : 'plain'}>{isOn ? t`On` : t`Off`}</Chip>
      )}
    </>
  )
}

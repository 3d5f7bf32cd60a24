import { useLingui } from '@lingui/react/macro'
import { EyeOff, Phone, Reply as ReplyIcon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import type { Case } from '../../../server/cases/contract.ts'
import { useCommands } from '../../app/commands.ts'
import { Button } from '../../kit/button.tsx'
import { Kbd } from '../../kit/kbd.tsx'
import type { Mode } from './drafts.ts'

const LogContact = lazy(() => import('../acts/log-contact.tsx'))
const look =
  'flex h-7 cursor-pointer items-center gap-1.5 rounded-md px-2 text-ink-soft text-sm data-[hovered]:bg-hover ' +
  'data-[selected]:bg-sunken data-[selected]:font-medium data-[selected]:text-ink ' +
  'data-[disabled]:cursor-default data-[disabled]:opacity-50'

/** What one is about to write, with the key that begins it. */
export function ModeBar({ found, mode, onMode }: { found: Case; mode: Mode; onMode: (mode: Mode) => void }) {
  const { t } = useLingui()
  const [isLogging, setLogging] = useState(false)
  const mayLog = found.may.help
  useCommands(
    mayLog
      ? [
          {
            id: 'log',
            title: t`Write down a call or visit`,
            group: t`This case`,
            keys: 'l',
            run: () => setLogging(true),
          },
        ]
      : [],
  )
  return (
    <div className="flex items-center gap-1 px-2 pt-2 pb-1">
      <RadioGroup
        aria-label={t`What to write`}
        orientation="horizontal"
        value={mode}
        onChange={(value) => onMode(value === 'note' ? 'note' : 'reply')}
        className="flex gap-1"
      >
        <Radio value="reply" isDisabled={!found.may.reply} className={look}>
          <ReplyIcon aria-hidden size={16} className="rtl:-scale-x-100" />
          {t`Reply`}
          <Kbd keys="r" className="text-ink-quiet max-md:hidden" />
        </Radio>
        <Radio value="note" isDisabled={!found.may.note} className={look}>
          <EyeOff aria-hidden size={16} />
          {t`Note`}
          <Kbd keys="n" className="text-ink-quiet max-md:hidden" />
        </Radio>
      </RadioGroup>
      {mayLog && (
        <Button
          look="quiet"
          size="small"
          keys="l"
          icon={<Phone aria-hidden size={16} />}
          onPress={() => setLogging(true)}
        >
          {t`Call`}
        </Button>
      )}
      <Suspense fallback={null}>
        {isLogging && <LogContact caseId={found.id} onClose={() => setLogging(false)} />}
      </Suspense>
    </div>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Case, Contact } from '../../server/cases/contract.ts'
import type { Said } from '../../server/solutions/contract.ts'
import { Form } from '../app/form.tsx'
import { conversationQuery } from '../cases/api.ts'
import { channelWords } from '../cases/words.ts'
import { Dialog } from '../kit/dialog.tsx'
import { exact } from '../kit/relative.ts'
import { Select } from '../kit/select.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { recordSpoken } from './api.ts'

/** What the customer answered when they were asked in a call or visit; the contact is named, and they are told. */
export default function SpokenDialog({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useLingui()
  const spoken = useSpoken(found.id)
  return (
    <Dialog title={t`The customer told us`} isOpen onClose={onClose} width="wide">
      {spoken.length === 0 ? (
        <p className="text-ink-soft">
          <Trans>
            There is no call or visit on this case yet. Write down the one in which you asked, then come back.
          </Trans>
        </p>
      ) : (
        <SpokenForm found={found} spoken={spoken} onClose={onClose} />
      )}
    </Dialog>
  )
}

/** The calls and visits of the case, newest first. */
function useSpoken(caseId: number): Contact[] {
  const pages = useInfiniteQuery(conversationQuery(caseId)).data?.pages ?? []
  return pages
    .flatMap(({ items }) => items)
    .filter((item) => item.type === 'contact')
    .filter(({ channel }) => channel === 'call' || channel === 'visit')
    .sort((a, b) => b.at.localeCompare(a.at))
}

function SpokenForm({ found, spoken, onClose }: { found: Case; spoken: Contact[]; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const [key] = useState(() => crypto.randomUUID())
  const [contactId, setContact] = useState(spoken[0]?.id ?? 0)
  const [said, setSaid] = useState<Said>('yes')
  const choices = spoken.map(({ id, channel, at }) => ({
    value: id,
    label: `${i18n._(channelWords[channel])}, ${exact(at, i18n.locale)}`,
  }))
  return (
    <Form
      submit={t`Write it down`}
      onSubmit={async (values) => {
        const [words, customerWords] = [values('words'), values('customerWords')]
        await recordSpoken(found.id, { words, contactId, said, customerWords }, key)
        await client.invalidateQueries({ queryKey: ['case', found.id] })
        void client.invalidateQueries({ queryKey: ['cases'] })
        onClose()
      }}
    >
      <Select label={t`Said in`} choices={choices} value={contactId} onChange={setContact} />
      <TextArea label={t`What we told them was done`} name="words" rows={2} isRequired maxLength={20_000} />
      <Select
        label={t`They said`}
        choices={[
          { value: 'yes', label: t`Yes, it is solved` },
          { value: 'not-yet', label: t`No, not yet` },
        ]}
        value={said}
        onChange={setSaid}
      />
      <TextArea
        label={t`In their own words`}
        help={t`They are told by mail that this was written down, if we know their address.`}
        name="customerWords"
        rows={2}
        isRequired
        maxLength={2_000}
      />
    </Form>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SendingIdentity } from '../../../server/channels/email/contract.ts'
import { Form } from '../../app/form.tsx'
import { wordsOf } from '../../app/problem.ts'
import { Button } from '../../kit/button.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { toast } from '../../kit/toast.tsx'
import { SheetPart } from '../../settings/sheet.tsx'
import { changeIdentity, identitiesQuery, tryIdentity } from './sending-api.ts'

const agentName = '{{agent.name}}'
const teamName = '{{team.name}}'
const styles = ['person-at', 'organisation', 'person'] as const

/** A whole number as somebody typed it; null for none. */
export const limitIn = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** As whom one mailbox writes, with the From line as a customer would read it. */
export function SendingIdentityPart({ one }: { one: SendingIdentity }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [nameStyle, setNameStyle] = useState(one.nameStyle)
  const [quotes, setQuotes] = useState(one.quotes)
  const save = async (values: (name: string) => string) => {
    const change = {
      ...{ nameStyle, quotes, signature: values('signature') },
      ...{ maxPerMinute: limitIn(values('maxPerMinute')), maxPerHour: limitIn(values('maxPerHour')) },
    }
    await changeIdentity(one.id, change, one.version)
    await client.invalidateQueries({ queryKey: identitiesQuery.queryKey })
    toast(t`Saved.`)
  }
  return (
    <SheetPart title={one.name}>
      <p className="mb-4 break-words rounded-md bg-sunken px-3 py-2">
        <span className="text-ink-quiet">{t`From:`}</span>{' '}
        <span className="font-medium">{one.names[nameStyle]}</span>{' '}
        <span className="text-ink-soft">&lt;{one.address}&gt;</span>
      </p>
      {one.sendError && (
        <p className="mb-4 text-bad text-sm">
          {one.sendError} {one.sendErrorSince && <RelativeTime time={one.sendErrorSince} />}
        </p>
      )}
      <Form submit={t`Save`} onSubmit={save} aside={<TryIt one={one} />}>
        <Select
          label={t`Name your customers read`}
          choices={styles.map((value) => ({ value, label: one.names[value] ?? value }))}
          value={nameStyle}
          onChange={setNameStyle}
        />
        <TextArea
          label={t`Signature`}
          help={t`${agentName} and ${teamName} are filled in.`}
          name="signature"
          defaultValue={one.signature}
        />
        <Switch
          isSelected={quotes}
          onChange={setQuotes}
          help={t`Only their own last mail in this conversation, never a note and never what others wrote.`}
        >
          {t`Quote what they wrote below a reply`}
        </Switch>
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label={t`Mails per minute at most`}
            help={t`Empty: no limit. What is over waits, in order.`}
            name="maxPerMinute"
            inputMode="numeric"
            defaultValue={String(one.maxPerMinute ?? '')}
          />
          <TextField
            label={t`Mails per hour at most`}
            name="maxPerHour"
            inputMode="numeric"
            defaultValue={String(one.maxPerHour ?? '')}
          />
        </div>
      </Form>
    </SheetPart>
  )
}

function TryIt({ one }: { one: SendingIdentity }) {
  const { t } = useLingui()
  const [isPending, setPending] = useState(false)
  const [said, setSaid] = useState<{ ok: boolean; words: string } | null>(null)
  const press = async () => {
    setPending(true)
    setSaid(
      await tryIdentity(one.id).catch((error) => ({ ok: false, words: wordsOf(error, t`It was not sent.`) })),
    )
    setPending(false)
  }
  return (
    <>
      <Button
        isPending={isPending}
        onPress={() => void press()}
        aria-label={t`Send me a test from ${one.name}`}
      >
        {t`Send me a test`}
      </Button>
      <span role="status" className="basis-full text-sm">
        {said &&
          (said.ok ? (
            <span className="text-ink-soft">{t`It is on its way to you.`}</span>
          ) : (
            <span className="text-bad">
              <Trans>It was not taken: {said.words}</Trans>
            </span>
          ))}
      </span>
    </>
  )
}

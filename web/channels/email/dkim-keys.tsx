import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import type { DkimKey } from '../../../server/channels/email/contract.ts'
import { Form } from '../../app/form.tsx'
import { Button } from '../../kit/button.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { toast } from '../../kit/toast.tsx'
import { SheetPart } from '../../settings/sheet.tsx'
import { Things } from '../../settings/things.tsx'
import { useSaving } from '../../settings/use-saving.ts'
import { checkDkimKey, dkimKeysQuery, removeDkimKey, setDkimKey } from './sending-api.ts'

/** The keys that sign mail, each with the record to publish and what the last look found. */
export function DkimKeys() {
  const { t } = useLingui()
  const client = useQueryClient()
  const keys = useQuery(dkimKeysQuery)
  return (
    <SheetPart title={t`Signed mail (DKIM)`}>
      <p className="mb-4 max-w-[60ch] text-ink-soft">
        {t`A signature shows other mail servers that a mail is really yours. Make a key for your domain, publish its record with whoever runs your DNS, then check it: from then on mail is signed.`}
      </p>
      <Things
        label={t`Signing keys`}
        from={keys}
        empty={{ title: t`No key yet`, words: t`Mail leaves without a signature of ours.` }}
      >
        {(key) => <Key one={key} />}
      </Things>
      <Form
        className="mt-6"
        submit={t`Make the key`}
        onSubmit={async (values) => {
          const own = values('privateKey').trim()
          const selector = values('selector').trim()
          await setDkimKey({
            domain: values('domain').trim(),
            ...(selector && { selector }),
            ...(own && { privateKey: own }),
          })
          await client.invalidateQueries({ queryKey: dkimKeysQuery.queryKey })
          toast(t`The key is made. Publish its record, then check it.`)
        }}
      >
        <div className="grid gap-4 md:grid-cols-2">
          <TextField label={t`Domain`} name="domain" placeholder="example.org" isRequired />
          <TextField label={t`Selector`} name="selector" placeholder="regard" />
        </div>
        <TextArea
          label={t`Your own private key (PEM)`}
          help={t`Leave it empty and a new one is made here.`}
          name="privateKey"
          rows={3}
        />
      </Form>
    </SheetPart>
  )
}

function Key({ one }: { one: DkimKey }) {
  const { t } = useLingui()
  const save = useSaving(dkimKeysQuery.queryKey)
  const { domain, record } = one
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    toast(t`Copied.`)
  }
  return (
    <div className="min-w-0 grow">
      <div className="flex flex-wrap items-center gap-2">
        <span className="grow font-medium">{domain}</span>
        <Button
          size="small"
          aria-label={t`Check ${domain}`}
          onPress={() => void save(() => checkDkimKey(one.id))}
        >
          {t`Check`}
        </Button>
        <Button
          size="small"
          aria-label={t`Forget the key of ${domain}`}
          onPress={() => void save(() => removeDkimKey(one.id), t`Mail from there is not signed any more.`)}
        >
          {t`Forget`}
        </Button>
      </div>
      <p role="status" className="text-sm">
        {one.trouble ? (
          <span className="text-bad">{one.trouble}</span>
        ) : one.signsSince ? (
          <span className="text-ink-soft">
            <Trans>
              The record is there. Mail is signed since <RelativeTime time={one.signsSince} />.
            </Trans>
          </span>
        ) : (
          <span className="text-ink-soft">{t`Not checked yet: mail is not signed.`}</span>
        )}
      </p>
      <details className="mt-1 text-sm" open={one.signsSince === null}>
        <summary className="cursor-pointer text-ink-soft">{t`The record to publish`}</summary>
        <dl className="mt-2 grid gap-1">
          <dt className="text-ink-quiet">{t`Name of the TXT record`}</dt>
          <dd className="break-all font-mono">{record.name}</dd>
          <dt className="text-ink-quiet">{t`Its value`}</dt>
          <dd className="break-all font-mono">{record.value}</dd>
        </dl>
        <Button
          size="small"
          className="mt-2"
          icon={<Copy aria-hidden size={14} />}
          aria-label={t`Copy the value for ${domain}`}
          onPress={() => void copy(record.value)}
        >
          {t`Copy the value`}
        </Button>
      </details>
    </div>
  )
}

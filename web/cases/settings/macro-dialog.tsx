import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Macro } from '../../../server/cases/contract.ts'
import { Form } from '../../app/form.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Select } from '../../kit/select.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { teamsQuery } from '../../people/api.ts'
import { useSaving } from '../../settings/use-saving.ts'
import { changeMacro, makeMacro, retireMacro } from '../api.ts'
import { tagsIn } from '../tags.ts'

const placeholders = [
  'customer.first_name',
  'customer.name',
  'agent.name',
  'case.number',
  'case.need',
  'organisation.name',
]

/** Writing a macro; what stands in double braces is filled in when it is used. */
export function MacroDialog({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const save = useSaving(['macros'])
  const { data: teams } = useQuery(teamsQuery)
  const [teamId, setTeamId] = useState(macro?.teamId ?? 0)
  const [body, setBody] = useState(macro?.body ?? '')
  const choices = [
    { value: 0, label: t`Everybody` },
    ...(teams?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  const retire = async (id: number) => {
    await save(() => retireMacro(id), t`Retired. It is offered no more.`)
    onClose()
  }
  return (
    <Dialog title={macro?.title ?? t`New macro`} isOpen onClose={onClose} width="wide">
      <Form
        submit={t`Save`}
        aside={
          macro && (
            <Button look="danger" onPress={() => void retire(macro.id)}>
              {t`Retire it`}
            </Button>
          )
        }
        onSubmit={async (values) => {
          const wanted = {
            title: values('title'),
            shortcut: values('shortcut'),
            body,
            teamId: teamId || null,
            addTags: tagsIn(values('tags')),
          }
          await (macro ? changeMacro(macro.id, wanted, macro.version) : makeMacro(wanted))
          await client.invalidateQueries({ queryKey: ['macros'] })
          onClose()
        }}
      >
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label={t`Title`}
            name="title"
            defaultValue={macro?.title ?? ''}
            isRequired
            maxLength={80}
            autoFocus
          />
          <TextField
            label={t`Short name after /`}
            name="shortcut"
            defaultValue={macro?.shortcut ?? ''}
            maxLength={30}
          />
        </div>
        <TextArea label={t`Words`} value={body} onChange={setBody} rows={8} isRequired />
        <div className="flex flex-wrap items-center gap-1.5 text-ink-soft text-sm">
          <Trans>Fill in:</Trans>
          {placeholders.map((one) => (
            <Button key={one} look="quiet" size="small" onPress={() => setBody(`${body}{{${one}}}`)}>
              <code>{`{{${one}}}`}</code>
            </Button>
          ))}
        </div>
        <div className="grid gap-4 md:grid-cols-2">
          <Select label={t`For`} choices={choices} value={teamId} onChange={setTeamId} />
          <TextField label={t`Tags it adds`} name="tags" defaultValue={macro?.addTags.join(', ') ?? ''} />
        </div>
      </Form>
    </Dialog>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox } from '../../kit/checkbox.tsx'

type Props = {
  chosen: readonly string[]
  /** What the last test saw on the server; empty before it. */
  found: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

/** Which folders of the account are fetched. The first one chosen is watched all the time, the others each minute. */
export function FolderChoice({ chosen, found, onChange }: Props) {
  const { t } = useLingui()
  const folders = [...new Set([...chosen, ...found])]
  const set = (path: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, path] : chosen.filter((each) => each !== path))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">{t`Folders to fetch`}</legend>
      <div className="flex max-h-40 flex-wrap gap-x-5 gap-y-2 overflow-y-auto">
        {folders.map((path) => (
          <Checkbox
            key={path}
            isSelected={chosen.includes(path)}
            // A mailbox without any folder would never get mail.
            isDisabled={chosen.length === 1 && chosen[0] === path}
            onChange={(isChosen) => set(path, isChosen)}
          >
            {path === 'INBOX' ? t`Inbox` : path}
          </Checkbox>
        ))}
      </div>
      {found.length === 0 && (
        <p className="text-ink-soft text-sm">
          <Trans>“Test it” lists the other folders of the account.</Trans>
        </p>
      )}
    </fieldset>
  )
}

import { useLingui } from '@lingui/react/macro'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button, Input, Tag, TagGroup, TagList, TextField } from 'react-aria-components'
import { tagsIn } from '../tags.ts'

/** Tags, changed in place: type one and press Enter; Backspace on a tag takes it away. */
export function Tags({ tags, onChange }: { tags: string[]; onChange: (tags: string[]) => void }) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const add = () => {
    const fresh = tagsIn(words).filter((tag) => !tags.includes(tag))
    setWords('')
    if (fresh.length > 0) onChange([...tags, ...fresh])
  }
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <TagGroup aria-label={t`Tags`} onRemove={(keys) => onChange(tags.filter((tag) => !keys.has(tag)))}>
        <TagList items={tags.map((tag) => ({ id: tag }))} className="flex flex-wrap gap-1.5">
          {({ id }) => (
            <Tag
              textValue={id}
              className="flex h-6 items-center gap-1 rounded-sm bg-hover ps-2 pe-1 text-sm outline-none data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
            >
              {id}
              <Button
                slot="remove"
                // React Aria adds the tag's own words to this name.
                aria-label={t`Take away`}
                className="flex size-4 cursor-pointer items-center justify-center rounded-sm text-ink-quiet data-[hovered]:text-ink"
              >
                <X aria-hidden size={12} />
              </Button>
            </Tag>
          )}
        </TagList>
      </TagGroup>
      <TextField
        aria-label={t`Add a tag`}
        value={words}
        onChange={setWords}
        maxLength={200}
        onBlur={add}
        className="flex items-center text-ink-quiet"
      >
        <Plus aria-hidden size={14} />
        <Input
          placeholder={t`tag`}
          className="h-6 w-20 rounded-sm bg-transparent px-1 text-ink text-sm outline-none placeholder:text-ink-quiet focus:bg-hover"
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ',') return
            event.preventDefault()
            add()
          }}
        />
      </TextField>
    </div>
  )
}

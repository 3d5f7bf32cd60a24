import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { PlainText } from './plain-text.tsx'

/** Quoted text or a signature: kept, but out of the way until somebody wants to see it. */
export function Folded({ text, label }: { text: string; label: string }) {
  const [isOpen, setOpen] = useState(false)
  if (text.trim() === '') return null
  return (
    <div className="mt-1">
      <Button
        onPress={() => setOpen(!isOpen)}
        aria-expanded={isOpen}
        className="inline-flex h-6 cursor-pointer items-center gap-1.5 rounded-sm px-1.5 text-ink-quiet text-xs data-[hovered]:bg-hover data-[hovered]:text-ink-soft"
      >
        <Ellipsis aria-hidden size={16} />
        {label}
      </Button>
      {isOpen && (
        <div className="mt-1 border-line-strong border-s-2 ps-3 text-base text-ink-soft">
          <PlainText text={text} />
        </div>
      )}
    </div>
  )
}

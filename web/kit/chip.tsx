import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const tones = {
  plain: 'bg-hover text-ink-soft',
  accent: 'bg-accent-soft text-accent-text',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  calm: 'bg-calm-soft text-calm',
}
export type Tone = keyof typeof tones

type Props = { tone?: Tone; icon?: LucideIcon; children: ReactNode; title?: string; className?: string }

/** A small fact about a thing. The words carry the meaning; the tone only helps the eye. */
export function Chip({ tone = 'plain', icon: Icon, children, title, className }: Props) {
  return (
    <span
      title={title}
      className={cx(
        'inline-flex h-5 max-w-full items-center gap-1 whitespace-nowrap rounded-sm px-1.5 text-xs',
        tones[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden size={12} strokeWidth={2.25} className="shrink-0" />}
      <span className="truncate">{children}</span>
    </span>
  )
}

import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  BadgeInfo,
  Hash,
  Heart,
  type LucideIcon,
  MonitorSmartphone,
  Sparkles,
  UserRound,
  Wrench,
} from 'lucide-react'
import type { FactSlot } from '../../../server/cases/contract.ts'

/** What a fact is about, in words and as a mark. */
export const slotLooks: Record<FactSlot, { label: MessageDescriptor; icon: LucideIcon }> = {
  other: { label: msg`Something they told us`, icon: BadgeInfo },
  name: { label: msg`Who they are`, icon: UserRound },
  device: { label: msg`What they have`, icon: MonitorSmartphone },
  reference: { label: msg`A number or reference`, icon: Hash },
  wish: { label: msg`What they wish for`, icon: Sparkles },
  tried: { label: msg`What was tried`, icon: Wrench },
  feeling: { label: msg`How they feel`, icon: Heart },
}

export const slots = Object.keys(slotLooks) as FactSlot[]

const LONGEST = 500

/** A fact from selected words: one line, as long as a fact may be. */
export const factTextOf = (selected: string): string => {
  const line = selected.replace(/\s+/g, ' ').trim()
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`
}

import type { MessageDescriptor } from '@lingui/core'
import type { LucideIcon } from 'lucide-react'
import { type ComponentType, createContext, type LazyExoticComponent, use } from 'react'
import type { Case, Happening, Message } from '../../server/cases/contract.ts'

type OfCase = { found: Case }

/** An act of another room on a case: in the menu, in the palette, on its key; the likely ones also below the composer. */
export type CaseAct = {
  id: string
  label: MessageDescriptor
  icon: LucideIcon
  keys?: string
  isNext: boolean
  isOffered: (found: Case) => boolean
  /** Shown while the act is asked about: a dialog of its own. */
  Dialog: LazyExoticComponent<ComponentType<OfCase & { onClose: () => void }>>
}

/** Something another room shows with every case. It renders nothing where it has nothing to say. */
export type CasePart = { id: string; Part: LazyExoticComponent<ComponentType<OfCase>> }

/** Something another room shows beneath what a customer wrote. */
export type MessagePart = {
  id: string
  Part: LazyExoticComponent<ComponentType<OfCase & { message: Message }>>
}

/** The sentence for an event of another room; null for those that need no line. */
export type EventWords = (happening: Happening) => MessageDescriptor | null

/** What the rooms above add to the screen of a case. Composed in web/app, because cases know none of them. */
export type CaseParts = {
  acts: readonly CaseAct[]
  /** Between the header and the conversation: what needs a word before anything else. */
  banners: readonly CasePart[]
  beneath: readonly MessagePart[]
  /** In the story, after who the customer is. */
  story: readonly CasePart[]
  /** In the form with which somebody becomes its owner: what comes along, theirs to take or to leave. */
  newOwner: readonly { id: string; Part: LazyExoticComponent<ComponentType<{ caseId: number }>> }[]
  /** What became of a mail of ours for each of those it is for: opens from the word on the message. */
  Recipients?: LazyExoticComponent<ComponentType<{ caseId: number; messageId: number }>>
  /** By the part of an event's name before its dot. */
  words: Readonly<Record<string, EventWords>>
}

export const noParts: CaseParts = { acts: [], banners: [], beneath: [], story: [], newOwner: [], words: {} }

/** Given around a case by web/app/case-screen.tsx. */
export const CasePartsContext = createContext<CaseParts>(noParts)

export const useCaseParts = () => use(CasePartsContext)

export type Kept = { key: string; name: string; size: number }
export type DraftContent = {
  text: string
  html?: string
  to?: string[]
  cc?: string[]
  /** Whether the reply quotes what the customer wrote last; as the mailbox is set when left out. */
  quotes?: boolean | undefined
  attachments?: Kept[]
}
export type DraftState = {
  content: DraftContent
  /** The newest message its writer had seen when they began; what is newer holds the reply back. */
  seenUpTo: number
  status: 'kept' | 'keeping' | 'waiting' | 'trouble'
}
export type DraftStore = {
  save: (content: DraftContent, seenUpTo: number) => Promise<unknown>
  drop: () => Promise<unknown>
}

export const pause = 1000
const retryAfter = 5000
const nothing: DraftContent = { text: '' }

export const isEmpty = (content: DraftContent) =>
  content.text.trim() === '' && (content.attachments ?? []).length === 0

/**
 * Holds what somebody is writing and gives it to the server a second after each pause. Outlives the screen it is
 * written on; nothing is thrown away before the server has it, and trouble is tried again until it is over.
 */
export class DraftKeeper {
  #state: DraftState
  readonly #store: DraftStore
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<void> | null = null
  #isTouched = false
  #hasUnsaved = false

  constructor(store: DraftStore, newestMessageId: number) {
    this.#store = store
    this.#state = { content: nothing, seenUpTo: newestMessageId, status: 'kept' }
  }

  readonly state = (): DraftState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #set(change: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** Takes what the server kept, unless the writer has begun here already. */
  adopt(content: DraftContent, seenUpTo: number): void {
    if (!this.#isTouched) this.#set({ content, seenUpTo })
  }

  /** While nothing is written, everything on the screen counts as seen. */
  sawWhileEmpty(newestMessageId: number): void {
    if (isEmpty(this.#state.content) && this.#state.seenUpTo !== newestMessageId)
      this.#set({ seenUpTo: newestMessageId })
  }

  /** The writer says that they have read what came in meanwhile. */
  acknowledge(newestMessageId: number): void {
    this.#set({ seenUpTo: newestMessageId })
    if (!isEmpty(this.#state.content)) this.#later(pause)
  }

  change(content: Partial<DraftContent>): void {
    this.#isTouched = true
    this.#set({ content: { ...this.#state.content, ...content }, status: 'waiting' })
    this.#later(pause)
  }

  #later(delay: number): void {
    this.#hasUnsaved = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), delay)
  }

  /** Saves now what is not saved yet; resolves when the try is over. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#saving
    if (!this.#hasUnsaved) return
    this.#saving = this.#save()
    await this.#saving
    this.#saving = null
  }

  async #save(): Promise<void> {
    const { content, seenUpTo } = this.#state
    this.#hasUnsaved = false
    this.#set({ status: 'keeping' })
    try {
      await (isEmpty(content) ? this.#store.drop() : this.#store.save(content, seenUpTo))
      this.#set({ status: this.#hasUnsaved ? 'waiting' : 'kept' })
    } catch {
      this.#set({ status: 'trouble' })
      this.#later(retryAfter)
    }
  }

  /** It was sent: the server drops its copy with the sending. */
  clear(newestMessageId: number): void {
    clearTimeout(this.#timer)
    this.#hasUnsaved = false
    this.#isTouched = false
    this.#set({ content: nothing, seenUpTo: newestMessageId, status: 'kept' })
  }
}

/** What the composer may ask of whichever editor is in place. */
export type EditorHandle = {
  focus: () => void
  /** Types a sign at the cursor as the keyboard would, e.g. `/` to open the macros. */
  type: (sign: string) => void
}

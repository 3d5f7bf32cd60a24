const closers: (() => Promise<unknown>)[] = []

/** Have something closed after this test file, last opened first, before the file is searched for leaks. */
export const closeLater = (close: () => Promise<unknown>): void => {
  closers.push(close)
}

export const closeEverything = async (): Promise<void> => {
  for (const close of closers.splice(0).reverse()) await close()
}

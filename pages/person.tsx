/** One or two letters for a face that has no picture. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1)
  return (
    ends
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toLocaleUpperCase() || '?'
  )
}

/** A colleague of ours beside what they do for the customer. */
export const Person = ({ name, says }: { name: string; says: string }) => (
  <div className="person">
    <span className="face" aria-hidden="true">
      {initialsOf(name)}
    </span>
    <p>
      <b>{name}</b>
      <br />
      <span className="soft">{says}</span>
    </p>
  </div>
)

const lines = ['a', 'b', 'c', 'd', 'e']

/** The four zones, empty and in their places: the same as the first paint in index.html. */
export function Boot() {
  return (
    <div className="boot" aria-hidden="true">
      <div>
        {lines.slice(2).map((line) => (
          <i key={line} />
        ))}
      </div>
      <div>
        {lines.map((line) => (
          <i key={line} />
        ))}
      </div>
      <div>
        <i />
      </div>
    </div>
  )
}

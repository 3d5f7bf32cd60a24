// Served from a cache for a year: whoever changes this file gives it the next number.
// Runs before the first paint. First the theme, so that a chosen one never flashes in the other.
try {
  const chosen = localStorage.getItem('regard.theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // Storage may be closed to us; then the system's theme is the right one.
}

{
  // Then the reads of the first screen, so that they travel beside the script that asks for them (web/app/early.ts).
  const reads = new Map()
  const read = (path) => {
    const answer = fetch(`/api/v1${path}`, { headers: { accept: 'application/json' }, priority: 'high' })
    // Whoever takes it hears of the failure; nobody has to take it.
    answer.catch(() => undefined)
    reads.set(path, answer)
    return answer
  }

  // The list's first words stand in the first paint's empty rows until the desk itself does. Only ever as text.
  const show = (rows) => {
    const place = document.querySelector('#boot [data-rows]')
    if (!place || rows.length === 0) return
    place.replaceChildren(
      ...rows.slice(0, 12).map(({ customer, need, lastWords }) => {
        const row = document.createElement('p')
        for (const words of [customer?.name, need, lastWords]) {
          row.append(document.createElement('span'))
          row.lastChild.textContent = words ?? ''
        }
        return row
      }),
    )
  }

  const [, place = '', list = '', caseId = ''] = location.pathname.split('/')
  const atDesk = /^(desk)?$/.test(place) && /^[a-z-]*$/.test(list)
  if (atDesk || /^(customers|settings)$/.test(place)) read('/session')
  if (atDesk) {
    read(`/cases?list=${list || 'needs-me'}&limit=50`)
      .then(async (answer) => {
        if (answer.ok) show((await answer.clone().json()).items)
      })
      .catch(() => undefined)
    read('/cases/counts')
    read('/teams')
    if (/^\d+$/.test(caseId)) for (const path of ['', '/conversation']) read(`/cases/${caseId}${path}`)
  }
  window.regardEarly = reads
}

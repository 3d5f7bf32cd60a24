/**
 * Whether this Node can run Regard: an exit code when not, a warning when soon not.
 * @param {string} version such as 20.19.1
 * @returns {{ exitCode: number, message: string }}
 */
export function checkNode(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    return {
      exitCode: 10,
      message: `Regard needs Node 20.19 or newer, and this is Node ${version}. Nothing was changed. Install Node 24 and start again.`,
    }
  }
  if (major < 22) {
    const message = `Node ${version} gets no security updates any more. Regard runs, but please move to Node 24.`
    return { exitCode: 0, message }
  }
  return { exitCode: 0, message: '' }
}

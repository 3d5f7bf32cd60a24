import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import PostalMime from 'postal-mime'

const PATIENCE_MS = 60_000

/** The newest link that ends or goes on like this in the mails to somebody; waits until one has been sent. */
export const customerLink = async (folder: string, to: string, part: string): Promise<string> => {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(250)) {
    const links = await linksTo(folder, to)
    const link = links.findLast((url) => url.includes(part))
    if (link) return link
  }
  throw new Error(`no mail to ${to} in ${folder} holds a link with ${part}`)
}

const linksTo = async (folder: string, to: string): Promise<string[]> => {
  const names = (await readdir(folder)).sort()
  const mails = await Promise.all(
    names.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))),
  )
  return mails
    .filter((mail) => mail.to?.some(({ address }) => address?.startsWith(to)))
    .flatMap((mail) => mail.text?.match(/http\S+/g) ?? [])
}

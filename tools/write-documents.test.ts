import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { definePermission } from '../server/platform/contract/permission.ts'
import { staffRoute } from '../server/platform/http/route.ts'
import { defineRoom } from '../server/platform/room.ts'
import { renderConfiguration } from './documents/configuration.ts'
import { renderMap } from './documents/map.ts'
import { renderPermissions } from './documents/permissions.ts'
import { fixture } from './lib/fixture.ts'
import { projectRoot } from './lib/gate.ts'
import { checkDocuments } from './write-documents.ts'

const route = staffRoute({
  method: 'POST',
  path: '/cases/:caseId/solution',
  permission: definePermission('cases.solve', ['lead'], 'Propose a solution | or two.'),
  summary: 'Propose',
  reply: z.null(),
  handle: async () => null,
})

const room = (name: string, needs: readonly string[], parts: object = {}) =>
  defineRoom({ name, needs, routes: [], jobs: [], reactions: [], announcements: [], services: [], ...parts })

test('red when a page is not what the code would write', async () => {
  using project = fixture({})
  expect(await checkDocuments({ root: project.root, fix: true })).toEqual([])
  expect(await checkDocuments({ root: project.root, fix: false })).toEqual([])
  project.write({ 'docs/permissions.md': '# Permissions\n\nEverybody may do everything.\n' })
  expect(await checkDocuments({ root: project.root, fix: false })).toEqual([
    expect.stringMatching(/^docs\/permissions\.md: is stale from line 3/),
  ])
})

test('the map shows floors, tables, routes and who hears whose news', () => {
  using project = fixture({})
  cpSync(join(projectRoot, 'server/cases/migrations'), join(project.root, 'server/cases/migrations'), {
    recursive: true,
  })
  const cases = room('cases', ['people'], {
    routes: [route],
    announcements: [{ type: 'cases.solved', attributes: z.object({}) }],
  })
  const job = { name: 'on:surveys.ask', attempts: 1, run: async () => undefined }
  const map = renderMap(project.root, [
    cases,
    room('surveys', ['cases'], { reactions: [{ to: 'cases.solved', job }] }),
  ])
  expect(map).toContain('- floor 4: **surveys** (needs cases)\n- floor 2: **cases** (needs people)')
  expect(map).toMatch(/## cases\n[^#]*\*\*tables\*\* [^\n]*\bcontacts\b/)
  expect(map).toContain('`POST /cases/:caseId/solution` cases.solve')
  expect(map).toContain('cases.solved (heard by surveys)')
  expect(map).toContain('cases.solved → surveys.ask')
})

test('the page of permissions shows who holds each and which routes it opens', () => {
  expect(renderPermissions([route])).toContain(
    '| `cases.solve` | Propose a solution \\| or two. |  |  |  | ✓ |  |  | `POST /cases/:caseId/solution` |',
  )
})

test('the page of settings names every setting with its default', () => {
  const page = renderConfiguration()
  expect(page).toContain('| `PORT` | `3000` |')
  expect(page).toContain('| `SMTP_ENABLED` | `yes` |')
})

import type { Route } from '../platform/http/route.ts'
import { bulkRoutes } from './routes/bulk.ts'
import { caseRoutes } from './routes/cases.ts'
import { conversationRoutes } from './routes/conversation.ts'
import { fileRoutes } from './routes/files.ts'
import { listRoutes } from './routes/lists.ts'
import { macroRoutes } from './routes/macros.ts'
import { regroupingRoutes } from './routes/regrouping.ts'
import { searchRoutes } from './routes/search.ts'
import { storyRoutes } from './routes/story.ts'
import { writingRoutes } from './routes/writing.ts'

/** Every address of the room; each file of `routes/` holds one kind of thing. */
export const routes: readonly Route[] = [
  ...listRoutes,
  ...caseRoutes,
  ...bulkRoutes,
  ...conversationRoutes,
  ...storyRoutes,
  ...writingRoutes,
  ...fileRoutes,
  ...macroRoutes,
  ...regroupingRoutes,
  ...searchRoutes,
]

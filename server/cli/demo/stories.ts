import { mailStories } from './mail-stories.ts'
import { phoneStory } from './phone-story.ts'
import { spokenStories } from './spoken-stories.ts'
import type { Story } from './story.ts'

/** Everything that happened at Brightline, in the order in which it began. */
export const stories: readonly Story[] = [phoneStory, ...mailStories, ...spokenStories].sort(
  (a, b) => b.began - a.began,
)

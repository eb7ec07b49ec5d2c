import type { Migration } from '#platform/command/module.ts'
import { fairPlayRules, fairPlaySources } from './house-rules-fair-play.ts'
import { insertRules, insertSources } from './rule-row.ts'

/** Ids of this migration's rows begin here: far from those of the founding rules. */
const FIRST_ID = 1000

export const fairPlay: Migration = {
  name: '0002_fair_play',
  sql: `
${insertSources(fairPlaySources)}

${insertRules(fairPlayRules, FIRST_ID)}
`,
}

import type { Migration } from '#platform/command/module.ts'
import { fairPlayRules, fairPlaySources } from './house-rules-fair-play.ts'
import { FIRST_FAIR_PLAY } from './laid-rules.ts'
import { insertRules, insertSources } from './rule-row.ts'

export const fairPlay: Migration = {
  name: '0002_fair_play',
  sql: `
${insertSources(fairPlaySources)}

${insertRules(fairPlayRules, FIRST_FAIR_PLAY)}
`,
}

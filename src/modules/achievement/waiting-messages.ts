/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.achievement.edit': '补正披露',
  'waiting.achievement.confirmContribution': '确认本人贡献',
  'waiting.achievement.assess': '评估成果',
  'waiting.achievement.approve': '批准评估',
  'waiting.achievement.recordFiling': '登记专利申请号',
} as const

export const en = {
  'waiting.achievement.edit': 'Complete the disclosure',
  'waiting.achievement.confirmContribution': 'Confirm your contribution',
  'waiting.achievement.assess': 'Assess an achievement',
  'waiting.achievement.approve': 'Approve an assessment',
  'waiting.achievement.recordFiling': 'Record the application number',
} satisfies Record<keyof typeof zh, string>

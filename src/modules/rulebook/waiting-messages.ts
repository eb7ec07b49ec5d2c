/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.rule_proposal.decide': '审定规则变更',
} as const

export const en = {
  'waiting.rule_proposal.decide': 'Decide on a rule change',
} satisfies Record<keyof typeof zh, string>

/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.income_plan.draftPlan': '制定收益方案',
  'waiting.income_plan.proposePlan': '公示收益方案',
  'waiting.income_plan.approve': '批准收益方案',
  'waiting.income_plan.payOut': '支付收益',
} as const

export const en = {
  'waiting.income_plan.draftPlan': 'Make the income plan',
  'waiting.income_plan.proposePlan': 'Put the plan to notice',
  'waiting.income_plan.approve': 'Approve the income plan',
  'waiting.income_plan.payOut': 'Pay the income out',
} satisfies Record<keyof typeof zh, string>

/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.objection.answer': '处理公示异议',
  'waiting.bar.review': '复核恶意异议认定',
} as const

export const en = {
  'waiting.objection.answer': 'Answer an objection',
  'waiting.bar.review': 'Hear an appeal of an objector',
} satisfies Record<keyof typeof zh, string>

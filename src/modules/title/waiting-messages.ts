/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.first_refusal.answer': '答复优先受让征询',
} as const

export const en = {
  'waiting.first_refusal.answer': 'Answer first refusal',
} satisfies Record<keyof typeof zh, string>

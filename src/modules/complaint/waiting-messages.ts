/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.complaint.answer': '答复投诉举报',
} as const

export const en = {
  'waiting.complaint.answer': 'Answer a complaint',
} satisfies Record<keyof typeof zh, string>

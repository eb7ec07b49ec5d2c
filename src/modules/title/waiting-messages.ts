/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.first_refusal.answer': '答复优先受让征询',
  'waiting.first_refusal.answerPrice': '标的已有成交价：答复是否优先受让',
  'waiting.first_refusal.sell': '优先受让权已行使：按同等条件协议转让',
} as const

export const en = {
  'waiting.first_refusal.answer': 'Answer first refusal',
  'waiting.first_refusal.answerPrice': 'A lot reached its price: answer first refusal',
  'waiting.first_refusal.sell': 'First refusal exercised: sell on the same terms',
} satisfies Record<keyof typeof zh, string>

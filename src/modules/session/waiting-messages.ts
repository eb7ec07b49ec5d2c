/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.session.submit': '提交专场',
  'waiting.session.announce': '审核并发布专场',
  'waiting.session_lot.admit': '审核标的加入专场的申请',
  'waiting.roadshow.putSlides': '提交路演材料',
  'waiting.roadshow_question.answer': '公开答复路演提问',
  'waiting.roadshow_question.decline': '查看路演提问，不当的说明理由不予受理',
  'waiting.co_listing.confirm': '答复联合展示邀请',
} as const

export const en = {
  'waiting.session.submit': 'Submit a session',
  'waiting.session.announce': 'Check and announce a session',
  'waiting.session_lot.admit': 'Decide whether a lot joins a session',
  'waiting.roadshow.putSlides': 'Bring the slides of a roadshow',
  'waiting.roadshow_question.answer': 'Answer questions of a roadshow in public',
  'waiting.roadshow_question.decline': 'See whether questions of a roadshow are fit to be answered',
  'waiting.co_listing.confirm': 'Answer an invitation to show as well',
} satisfies Record<keyof typeof zh, string>

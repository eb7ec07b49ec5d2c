/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.session.submit': '提交专场',
  'waiting.session.announce': '审核并发布专场',
  'waiting.session_lot.admit': '审核标的加入专场的申请',
} as const

export const en = {
  'waiting.session.submit': 'Submit a session',
  'waiting.session.announce': 'Check and announce a session',
  'waiting.session_lot.admit': 'Decide whether a lot joins a session',
} satisfies Record<keyof typeof zh, string>

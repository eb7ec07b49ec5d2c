/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.lot.submit': '提交标的草稿',
  'waiting.lot.revise': '修改被退回的标的',
  'waiting.lot.check': '审核标的',
  'waiting.lot.openNotice': '发布挂牌公告',
  'waiting.lot.confirmAgreement': '确认协议价格',
  'waiting.application.qualify': '审核竞买资格',
  'waiting.application.deposit': '缴纳保证金',
} as const

export const en = {
  'waiting.lot.submit': 'Submit a lot draft',
  'waiting.lot.revise': 'Revise a returned lot',
  'waiting.lot.check': 'Check a lot',
  'waiting.lot.openNotice': 'Publish a notice',
  'waiting.lot.confirmAgreement': 'Confirm the negotiated price',
  'waiting.application.qualify': 'Qualify an applicant',
  'waiting.application.deposit': 'Pay the deposit',
} satisfies Record<keyof typeof zh, string>

/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.lot.submit': '提交标的草稿',
  'waiting.lot.revise': '修改被退回的标的',
  'waiting.lot.check': '审核标的',
  'waiting.lot.openNotice': '发布挂牌公告',
  'waiting.lot.confirmAgreement': '确认协议价格',
  'waiting.lot.confirmPrice': '复核本单位协议价格',
  'waiting.reserve.enterReserve': '录入保留价',
  'waiting.reserve.confirmReserve': '再次输入保留价',
  'waiting.lot.acceptNext': '答复顺位受让要约',
  'waiting.next_bidder.offerNext': '向顺位竞买人发出要约',
  'waiting.application.qualify': '审核竞买资格',
  'waiting.application.deposit': '缴纳保证金',
  'waiting.forfeit.stateCosts': '列明毁约标的的费用',
  'waiting.forfeit.confirmCosts': '复核毁约标的的费用',
} as const

export const en = {
  'waiting.lot.submit': 'Submit a lot draft',
  'waiting.lot.revise': 'Revise a returned lot',
  'waiting.lot.check': 'Check a lot',
  'waiting.lot.openNotice': 'Publish a notice',
  'waiting.lot.confirmAgreement': 'Confirm the negotiated price',
  'waiting.lot.confirmPrice': 'Confirm the negotiated price of the unit',
  'waiting.reserve.enterReserve': 'Enter the reserve',
  'waiting.reserve.confirmReserve': 'Type the reserve again',
  'waiting.lot.acceptNext': 'Answer the offer as next bidder',
  'waiting.next_bidder.offerNext': 'Offer a lot to the next bidder',
  'waiting.application.qualify': 'Qualify an applicant',
  'waiting.application.deposit': 'Pay the deposit',
  'waiting.forfeit.stateCosts': 'State the costs of a sale in default',
  'waiting.forfeit.confirmCosts': 'Confirm the costs of a sale in default',
} satisfies Record<keyof typeof zh, string>

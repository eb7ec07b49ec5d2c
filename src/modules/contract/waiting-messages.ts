/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.contract.confirmSale': '确认成交',
  'waiting.contract.confirm': '确认合同',
  'waiting.contract.pay': '支付价款',
  'waiting.contract.payOverdue': '支付逾期价款',
  'waiting.contract.demandPayment': '催告付款',
  'waiting.contract.handOver': '交付技术资料',
  'waiting.contract.accept': '验收',
} as const

export const en = {
  'waiting.contract.confirmSale': 'Confirm the sale',
  'waiting.contract.confirm': 'Confirm the contract',
  'waiting.contract.pay': 'Pay the price',
  'waiting.contract.payOverdue': 'Pay the overdue price',
  'waiting.contract.demandPayment': 'Demand the overdue payment',
  'waiting.contract.handOver': 'Hand over the documents',
  'waiting.contract.accept': 'Accept or reject',
} satisfies Record<keyof typeof zh, string>

/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.contract.confirmSale': '确认成交',
  'waiting.contract.confirm': '确认合同',
  'waiting.contract.pay': '支付价款',
  'waiting.contract.payOverdue': '支付逾期价款',
  'waiting.contract.demand': '催告对方履行',
  'waiting.contract.handOver': '交付技术资料',
  'waiting.contract.accept': '验收',
  'waiting.contract.fileRegistration': '提交权利登记证明',
  'waiting.contract.checkRegistration': '核对权利登记证明',
  'waiting.contract.rescind': '对方逾期，可以解除',
  'waiting.contract.recordEnd': '登记解除',
  'waiting.contract.stateCase': '答复争议',
  'waiting.contract.confirmSplit': '确认价款分配',
} as const

export const en = {
  'waiting.contract.confirmSale': 'Confirm the sale',
  'waiting.contract.confirm': 'Confirm the contract',
  'waiting.contract.pay': 'Pay the price',
  'waiting.contract.payOverdue': 'Pay the overdue price',
  'waiting.contract.demand': 'Demand what is late',
  'waiting.contract.handOver': 'Hand over the documents',
  'waiting.contract.accept': 'Accept or reject',
  'waiting.contract.fileRegistration': 'File the proof of registration',
  'waiting.contract.checkRegistration': 'Check the proof of registration',
  'waiting.contract.rescind': 'The other side is late: you may rescind',
  'waiting.contract.recordEnd': 'Record the rescission',
  'waiting.contract.stateCase': 'Answer the dispute',
  'waiting.contract.confirmSplit': 'Confirm the division',
} satisfies Record<keyof typeof zh, string>

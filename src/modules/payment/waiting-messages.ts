/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.bank_line.propose': '核对未匹配流水',
  'waiting.bank_line.confirm': '复核认领',
  'waiting.payout.nameAccount': '补充收款账户',
  'waiting.payout.confirmAccount': '复核收款账户',
  'waiting.payout.batch': '付款列入批次',
  'waiting.payout.settle': '导入对账单确认付款',
  'waiting.payout_batch.approve': '复核付款批次',
  'waiting.payout_batch.export': '导出付款文件',
  'waiting.instrument.check': '核验保证金凭证',
  'waiting.instrument.confirm': '复核保证金凭证',
  'waiting.instrument.followUp': '跟进保证金索赔',
} as const

export const en = {
  'waiting.bank_line.propose': 'Look into unmatched lines',
  'waiting.bank_line.confirm': 'Confirm assignments',
  'waiting.payout.nameAccount': 'Name accounts to pay to',
  'waiting.payout.confirmAccount': 'Confirm accounts to pay to',
  'waiting.payout.batch': 'Put payouts into a batch',
  'waiting.payout.settle': 'Import the statement that confirms payouts',
  'waiting.payout_batch.approve': 'Approve payout batches',
  'waiting.payout_batch.export': 'Export payout files',
  'waiting.instrument.check': 'Check deposit papers',
  'waiting.instrument.confirm': 'Confirm deposit papers',
  'waiting.instrument.followUp': 'Follow up claims on deposits',
} satisfies Record<keyof typeof zh, string>

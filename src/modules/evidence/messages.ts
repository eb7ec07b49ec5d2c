import type { RefusalKinds } from '#kernel/result.ts'

export const zh = {
  'evidence.not_found': '证据日志中没有这条记录。',
  'evidence.not_yet_logged': '该记录刚刚产生，正在写入证据日志，请稍后再试。',
  'evidence.size_unknown': '日志没有条数为 {size} 的检查点。',
  'evidence.sizes_reversed': '起始检查点（{from} 条）不能大于终止检查点（{to} 条）。',
  'evidence.log_unsigned': '证据日志还没有签名，没有可以更换的私钥。',
  'evidence.key_missing': '本机没有现用签名私钥 {vkey}，无法由它移交。请从备份恢复；确已遗失的，用 accept-new-key 启用新私钥。',
  'evidence.key_not_lost': '现用签名私钥 {vkey} 就在本机，没有遗失。更换请用 rotate-key。',
  'fact.evidence.key_handed_over': '签名私钥移交：由原私钥签名确认新公钥 {vkey}',
  'fact.evidence.key_accepted': '启用新的签名公钥 {vkey}（原私钥遗失，未经其签名）：{reason}',
  'label.evidence': '证据日志',
  'label.evidence.verifiable': '可验证',
  'label.evidence.checkpoint': '检查点',
  'label.evidence.size': '日志条数',
  'label.evidence.root': '根哈希',
  'label.evidence.position': '日志序号',
  'label.evidence.digest': '内容摘要',
  'label.evidence.vkey': '验证公钥',
  'label.evidence.step.format': '文件格式',
  'label.evidence.step.key': '验证公钥',
  'label.evidence.step.signature': '检查点签名',
  'label.evidence.step.inclusion': '存在证明',
  'label.evidence.step.record': '记录',
  'label.evidence.step.content': '记录内容',
} as const

export const en = {
  'evidence.not_found': 'There is no such record in the evidence log.',
  'evidence.not_yet_logged': 'The record is only just made and is being written to the evidence log; try again in a moment.',
  'evidence.size_unknown': 'The log has no checkpoint of {size} entries.',
  'evidence.sizes_reversed': 'The first checkpoint ({from} entries) must not be larger than the second ({to} entries).',
  'evidence.log_unsigned': 'The evidence log has not been signed yet: there is no key to change.',
  'evidence.key_missing':
    'The key in use, {vkey}, is not on this machine, so it cannot hand over. Put it back from a backup; if it is lost for good, use accept-new-key.',
  'evidence.key_not_lost': 'The key in use, {vkey}, is on this machine and not lost. To change it use rotate-key.',
  'fact.evidence.key_handed_over': 'The signing key was handed over: the old key signed for the new one, {vkey}',
  'fact.evidence.key_accepted': 'A new signing key was taken into use, {vkey}; the old one was lost and did not sign for it: {reason}',
  'label.evidence': 'Evidence',
  'label.evidence.verifiable': 'Verifiable',
  'label.evidence.checkpoint': 'Checkpoint',
  'label.evidence.size': 'Log entries',
  'label.evidence.root': 'Root hash',
  'label.evidence.position': 'Log entry no.',
  'label.evidence.digest': 'Content digest',
  'label.evidence.vkey': 'Verifier key',
  'label.evidence.step.format': 'File format',
  'label.evidence.step.key': 'Verifier key',
  'label.evidence.step.signature': 'Checkpoint signature',
  'label.evidence.step.inclusion': 'Inclusion proof',
  'label.evidence.step.record': 'Record',
  'label.evidence.step.content': 'Content of the record',
} satisfies Record<keyof typeof zh, string>

export const refusals = {
  notFound: ['evidence.not_found'],
} satisfies RefusalKinds<keyof typeof zh>

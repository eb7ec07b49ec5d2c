/** Words of complaints, in both languages. */
import type { RefusalKinds } from '#kernel/result.ts'

export const zh = {
  'complaint.not_found': '没有此投诉，或您无权查看。',
  'complaint.already_closed': '此投诉已答复或已撤回。',
  'complaint.own': '不得答复本人提出的投诉，须由另一名工作人员答复。',
  'complaint.too_many_open': '您有 {used} 件投诉正在等待答复，最多 {allowed} 件。紧急事项请拨打页面所列电话。',
  'fact.complaint.filed': '提出投诉举报 {number}',
  'fact.complaint.answered': '投诉举报 {number} 已答复',
  'fact.complaint.withdrawn': '撤回投诉举报 {number}',
  'state.complaint.received': '待答复',
  'state.complaint.answered': '已答复',
  'state.complaint.withdrawn': '已撤回',
  'enum.complaint.kind.content': '违法或虚假信息',
  'enum.complaint.kind.trade': '交易过程',
  'enum.complaint.kind.conduct': '用户行为',
  'enum.complaint.kind.money': '款项与保证金',
  'enum.complaint.kind.data': '个人信息',
  'enum.complaint.kind.service': '平台服务',
  'enum.complaint.kind.other': '其他',
  'enum.complaint.outcome.remedied': '属实，已处理',
  'enum.complaint.outcome.partly': '部分属实，已处理',
  'enum.complaint.outcome.unfounded': '不属实',
  'enum.complaint.outcome.referred': '不属本市场职责，已告知受理机关',
} as const

export const en = {
  'complaint.not_found': 'There is no such complaint, or it is not yours to read.',
  'complaint.already_closed': 'This complaint was answered or taken back.',
  'complaint.own': 'Nobody answers a complaint of their own; another officer does.',
  'complaint.too_many_open': '{used} complaints of yours await an answer; no more than {allowed} may. In urgent matters use the telephone on the page.',
  'fact.complaint.filed': 'Complaint {number} was made',
  'fact.complaint.answered': 'Complaint {number} was answered',
  'fact.complaint.withdrawn': 'Complaint {number} was taken back',
  'state.complaint.received': 'Awaiting an answer',
  'state.complaint.answered': 'Answered',
  'state.complaint.withdrawn': 'Taken back',
  'enum.complaint.kind.content': 'Unlawful or false content',
  'enum.complaint.kind.trade': 'A sale or procedure',
  'enum.complaint.kind.conduct': 'Conduct of a user',
  'enum.complaint.kind.money': 'Payments and deposits',
  'enum.complaint.kind.data': 'Personal data',
  'enum.complaint.kind.service': 'Service of the platform',
  'enum.complaint.kind.other': 'Something else',
  'enum.complaint.outcome.remedied': 'Justified and remedied',
  'enum.complaint.outcome.partly': 'Justified in part and remedied',
  'enum.complaint.outcome.unfounded': 'Not justified',
  'enum.complaint.outcome.referred': 'For another authority, which the answer names',
} satisfies Record<keyof typeof zh, string>

export const refusals = {
  notFound: ['complaint.not_found'],
  conflict: ['complaint.already_closed'],
  tooMany: ['complaint.too_many_open'],
} satisfies RefusalKinds<keyof typeof zh>

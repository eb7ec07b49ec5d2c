/** States in both languages, apart from the refusals: pages that only show a session send no more than these. */
export const zh = {
  'state.session.draft': '起草中',
  'state.session.submitted': '待发布',
  'state.session.announced': '已发布',
  'state.session.running': '进行中',
  'state.session.held': '已结束',
  'state.session.cancelled': '已取消',
  'enum.session.standing.asked': '待受理',
  'enum.session.standing.admitted': '已加入',
  'enum.session.standing.declined': '未接纳',
  'enum.session.standing.taken_back': '已撤回',
  'enum.session.standing.removed': '已移出',
  'enum.session.standing.released': '专场取消',
  'enum.session.standing.lapsed': '专场已开始，未受理',
} as const

export const en = {
  'state.session.draft': 'Draft',
  'state.session.submitted': 'To be announced',
  'state.session.announced': 'Announced',
  'state.session.running': 'Running',
  'state.session.held': 'Held',
  'state.session.cancelled': 'Cancelled',
  'enum.session.standing.asked': 'To be decided',
  'enum.session.standing.admitted': 'In the session',
  'enum.session.standing.declined': 'Not admitted',
  'enum.session.standing.taken_back': 'Taken back',
  'enum.session.standing.removed': 'Taken out',
  'enum.session.standing.released': 'Session cancelled',
  'enum.session.standing.lapsed': 'Not decided before it began',
} satisfies Record<keyof typeof zh, string>

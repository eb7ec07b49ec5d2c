/** The public halls, in the order of the header. A hall stands here only when its page works. */
export const halls = [
  { path: '/achievements', zh: '成果', en: 'Technologies' },
  { path: '/demands', zh: '需求', en: 'Demands' },
  { path: '/trading', zh: '交易', en: 'Trading' },
  { path: '/notices', zh: '公示', en: 'Notices' },
  { path: '/data', zh: '数据', en: 'Data' },
  { path: '/verify', zh: '验证', en: 'Verify' },
] as const

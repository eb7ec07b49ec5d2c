/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.panel.seal': '封存专家抽取随机数',
  'waiting.panel.unseal': '公开专家抽取随机数',
  'waiting.panel.declare': '作出回避声明',
  'waiting.panel.lock': '评分并锁定评分表',
  'waiting.panel.replace': '更换逾期未答复的专家',
} as const

export const en = {
  'waiting.panel.seal': 'Seal a nonce for the draw of experts',
  'waiting.panel.unseal': 'Unseal the nonce for the draw of experts',
  'waiting.panel.declare': 'Declare conflicts of interest',
  'waiting.panel.lock': 'Score and lock the sheet',
  'waiting.panel.replace': 'Replace an expert who has not answered',
} satisfies Record<keyof typeof zh, string>

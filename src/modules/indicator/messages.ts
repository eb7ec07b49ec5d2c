export const zh = {
  'fact.indicator.rebuilt': '统计指标已由全部事实重新计算（{facts} 项）',
  'label.deals': '成交合同',
  'label.turnover': '合同成交额',
  'label.technology': '技术交易额',
  'label.premium': '平均溢价率',
  'label.income': '科研人员收益',
  'label.catalogued': '入库成果',
  'label.listed': '上架标的',
  'label.demands': '技术需求',
} as const

export const en = {
  'fact.indicator.rebuilt': 'Figures made again from all facts ({facts} counted)',
  'label.deals': 'Contracts settled',
  'label.turnover': 'Contract turnover',
  'label.technology': 'Technology trade amount',
  'label.premium': 'Average premium',
  'label.income': 'Income to researchers',
  'label.catalogued': 'Technologies catalogued',
  'label.listed': 'Lots listed',
  'label.demands': 'Demands',
} satisfies Record<keyof typeof zh, string>

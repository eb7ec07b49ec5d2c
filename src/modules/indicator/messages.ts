/** Labels of the figures in both languages. */
export const zh = {
  'label.indicator.deals': '成交项目',
  'label.indicator.turnover': '合同成交额',
  'label.indicator.technologyAmount': '技术交易额',
  'label.indicator.premium': '平均溢价率',
  'label.indicator.incomePaid': '科研人员所得',
  'label.indicator.achievements': '入库成果',
  'label.indicator.listed': '挂牌标的',
  'label.indicator.demands': '技术需求',
  'enum.indicator.by.field': '技术领域',
  'enum.indicator.by.institutionKind': '转让单位类型',
  'enum.indicator.by.region': '地区',
  'enum.indicator.by.right': '交易方式',
} as const

export const en = {
  'label.indicator.deals': 'Deals',
  'label.indicator.turnover': 'Contract turnover',
  'label.indicator.technologyAmount': 'Technology trade amount',
  'label.indicator.premium': 'Average premium',
  'label.indicator.incomePaid': 'Paid to researchers',
  'label.indicator.achievements': 'Catalogued',
  'label.indicator.listed': 'Lots listed',
  'label.indicator.demands': 'Demands',
  'enum.indicator.by.field': 'Field',
  'enum.indicator.by.institutionKind': 'Kind of seller',
  'enum.indicator.by.region': 'Region',
  'enum.indicator.by.right': 'Kind of deal',
} satisfies Record<keyof typeof zh, string>

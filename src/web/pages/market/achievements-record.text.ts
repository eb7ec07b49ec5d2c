import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    halls: '科技成果', use: '用途', abstract: '成果简介', facts: '要点', institution: '完成单位', field: '高新技术领域', chains: '标志性产业链', keywords: '关键词', form: '成果形式', ip: '知识产权',
    patents: '专利（申请）号', granted: '已授权', pending: '申请中', modes: '拟合作方式', price: '意向价格', negotiable: '面议', funding: '课题来源', industry: '行业代码', ipc: '国际专利分类', completers: '完成人',
    representative: '代表', main: '主要贡献', source: '入库方式', registration: '登记信息', number: '登记号', registeredOn: '登记日期', unit: '推荐单位', period: '起止年月', result: '成果类型', evaluation: '评价方式',
    attribute: '成果属性', stage: '所处阶段', level: '成果水平', market: '市场前景', maturity: '成熟度', ladderTrl: '技术就绪度{level}级（GB/T 22900）', rights: '权利状况', holders: '权利人', service: '职务科技成果',
    serviceYes: '是，完成人依法享有同等条件下优先受让权', serviceNo: '否', refusal: '优先受让', burdens: '权利负担', noBurdens: '无登记的权利负担', disposals: '已有处置', noDisposals: '尚无处置', until: '至{date}',
    process: '办理过程', evidence: '查看全部证据', similar: '相近成果', noSimilar: '暂无相近成果', act: '下一步', toLot: '查看挂牌标的', toLotAbout: '该成果正在挂牌交易，可报名竞买。', need: '发布对应需求',
    needAbout: '企业可发布需求，与完成单位对接。', login: '登录后发布需求', converted: '该成果已完成转化。', handle: '在工作台办理', documents: '文件', noDocuments: '没有公开文件', rightsPending: '权属记录正在建立。',
    refusalUntil: '{date}前答复', catalogued: '入库日期',
  },
  en: {
    halls: 'Technologies', use: 'Use', abstract: 'Abstract', facts: 'Facts', institution: 'Institution', field: 'Field', chains: 'Industry chains', keywords: 'Keywords', form: 'Form', ip: 'Intellectual property',
    patents: 'Patent (application) no.', granted: 'granted', pending: 'pending', modes: 'Modes of co-operation', price: 'Price hint', negotiable: 'Open to talk', funding: 'Funding', industry: 'Industry code', ipc: 'IPC',
    completers: 'Completers', representative: 'representative', main: 'main contributor', source: 'Came by', registration: 'Registration', number: 'Registration no.', registeredOn: 'Registered on', unit: 'Recommending unit',
    period: 'Period', result: 'Result type', evaluation: 'Evaluation', attribute: 'Attribute', stage: 'Stage', level: 'Level', market: 'Market', maturity: 'Maturity', ladderTrl: 'Readiness level {level} (GB/T 22900)',
    rights: 'Rights', holders: 'Holders', service: 'Service achievement', serviceYes: 'Yes; the completers have first refusal on equal terms', serviceNo: 'No', refusal: 'First refusal', burdens: 'Burdens',
    noBurdens: 'No burden on record', disposals: 'Disposals', noDisposals: 'None yet', until: 'until {date}', process: 'Process', evidence: 'See all evidence', similar: 'Similar technologies', noSimilar: 'None yet',
    act: 'What next', toLot: 'See the lot on offer', toLotAbout: 'This technology is on offer; you can register to bid.', need: 'Publish a matching need',
    needAbout: 'Enterprises may publish a need and be put in touch with the institution.', login: 'Log in to publish a need', converted: 'This technology has been converted.', handle: 'Handle it at the desk',
    documents: 'Documents', noDocuments: 'No public documents', rightsPending: 'The record of rights is being opened.', refusalUntil: 'answers due by {date}', catalogued: 'Catalogued',
  },
})

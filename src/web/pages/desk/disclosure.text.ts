import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    mine: '我的成果', mineLead: '您披露或参与完成的成果。', caption: '我的成果', name: '成果', state: '状态', changed: '更新', untitled: '（未命名草稿）', newTitle: '披露职务科技成果', formLead: '分步填写，可随时保存草稿；提交后由本单位技术转移机构评估。',
    editTitle: '修改披露', empty: '还没有成果', emptyAbout: '完成职务科技成果后在此披露，由技术转移机构评估入库。', confirmMine: '待您确认贡献', unconfirmed: '{count}人未确认', returned: '退回意见：{reason}', saved: '草稿已保存。',
    'step.what': '成果', 'step.people': '完成人', 'step.rights': '权利与保密', 'step.market': '成熟度与合作', title: '成果名称', abstract: '成果简介', abstractHelp: '不超过2000字；公开展示，请勿写入技术秘密', use: '主要用途', useHelp: '一句话说明有什么用',
    keywords: '关键词', keywordsHelp: '不超过3个，用分号分隔', field: '高新技术领域', chains: '标志性产业链（最多3个）', form: '成果形式', industry: '国民经济行业代码', industryHelp: 'GB/T 4754，如C2922，可不填', ipc: '国际专利分类号', ipcHelp: '多个用分号分隔，可不填',
    completers: '完成人与贡献比例', completersHelp: '只有作出创造性贡献的人才是完成人。比例合计须为100%；指定一名代表。', person: '完成人', share: '比例', role: '身份', lead: '代表（主要贡献人员）', main: '主要贡献人员', member: '其他完成人', add: '增加一行', remove: '删除第{row}行',
    sum: '合计{sum}%', wrong: '须为100%', funding: '课题来源', project: '项目编号', service: '这是职务科技成果', serviceHelp: '执行本单位任务，或主要利用本单位物质技术条件完成', ipKind: '知识产权形式', patents: '专利（申请）号', patentsHelp: '每行一个；授权专利加ZL。系统核对校验位',
    prior: '公开披露情况', priorHelp: '每行一条：日期 说明，如2025-06-01 学术会议报告；影响新颖性，请如实填写', thirdParty: '第三方权利', thirdPartyHelp: '合作单位、委托方、引用的他人技术等', secrecy: '密级', secrecyHelp: '国家秘密不得在本平台填报',
    confidential: '技术秘密要点', confidentialHelp: '只对本单位技术转移机构和完成人可见，不公开', trl: '技术就绪度', trlHelp: 'GB/T 22900，1至9级；系统据此换算成熟度', modes: '拟合作方式', priceMin: '意向价格下限', priceMax: '意向价格上限', priceHelp: '不填为面议', marketNote: '市场前景',
    registration: '成果登记信息（如有）', number: '登记号', registeredOn: '登记日期', startedOn: '起始年月', endedOn: '完成年月', monthHelp: '如2025-06', back: '上一步', next: '下一步', disclose: '提交披露', saveDraft: '保存草稿', trlLevel: '{level}级 · {maturity}',
  },
  en: {
    mine: 'My achievements', mineLead: 'Achievements that you disclosed or took part in.', caption: 'My achievements', name: 'Achievement', state: 'State', changed: 'Changed', untitled: '(untitled draft)', newTitle: 'Disclose a service achievement',
    formLead: 'Step by step; save a draft at any time. Your transfer office assesses what you send.', editTitle: 'Revise the disclosure', empty: 'Nothing here yet', emptyAbout: 'Disclose a service achievement here; the transfer office assesses it for the catalogue.',
    confirmMine: 'Your contribution is to be confirmed', unconfirmed: '{count} not confirmed', returned: 'Returned: {reason}', saved: 'The draft was saved.', 'step.what': 'Achievement', 'step.people': 'Completers', 'step.rights': 'Rights and secrecy', 'step.market': 'Maturity and terms',
    title: 'Title', abstract: 'Abstract', abstractHelp: 'Up to 2,000 characters; shown to the public, so no secrets', use: 'Use', useHelp: 'In one sentence: what it is good for', keywords: 'Keywords', keywordsHelp: 'At most 3, separated by semicolons', field: 'Field',
    chains: 'Industry chains (at most 3)', form: 'Form', industry: 'Industry code', industryHelp: 'GB/T 4754, for example C2922; may be left empty', ipc: 'IPC', ipcHelp: 'Separated by semicolons; may be left empty', completers: 'Completers and shares',
    completersHelp: 'Only people with a creative contribution are completers. Shares sum to 100 %; one person represents the team.', person: 'Completer', share: 'Share', role: 'Role', lead: 'Representative (main contributor)', main: 'Main contributor', member: 'Other completer',
    add: 'Add a row', remove: 'Remove row {row}', sum: 'Sum {sum} %', wrong: 'must be 100 %', funding: 'Funding', project: 'Project no.', service: 'This is a service achievement', serviceHelp: 'Made in the duties of the institution, or mainly with its means', ipKind: 'Intellectual property',
    patents: 'Patent (application) numbers', patentsHelp: 'One per line; ZL for granted ones. The check digit is checked', prior: 'Earlier disclosures', priorHelp: 'One per line: date and note, for example 2025-06-01 conference talk; it bears on novelty', thirdParty: 'Rights of others',
    thirdPartyHelp: 'Partners, commissioners, technology of others that is used', secrecy: 'Secrecy', secrecyHelp: 'State secrets must not be entered here', confidential: 'Know-how', confidentialHelp: 'Only your transfer office and the completers see this', trl: 'Readiness level',
    trlHelp: 'GB/T 22900, 1 to 9; the maturity follows from it', modes: 'Modes of co-operation', priceMin: 'Price from', priceMax: 'Price up to', priceHelp: 'Empty: open to talk', marketNote: 'Market', registration: 'Registration, if any', number: 'Registration no.', registeredOn: 'Registered on',
    startedOn: 'Started', endedOn: 'Ended', monthHelp: 'For example 2025-06', back: 'Back', next: 'Next', disclose: 'Disclose', saveDraft: 'Save as draft', trlLevel: 'Level {level} · {maturity}',
  },
})

import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    mine: '我的需求', mineLead: '本企业发布的全部需求。', newTitle: '发布技术需求', newLead: '说清楚要解决什么、达到什么指标，应答会更准。', editTitle: '修改需求', what: '需求', title: '名称', text: '需求内容', textHelp: '背景、要解决的问题、技术指标、已有基础',
    terms: '合作条件', field: '高新技术领域', industry: '行业代码', industryHelp: '国民经济行业分类（GB/T 4754），如C3441，可不填', modes: '希望的合作方式', budgetMin: '预算下限', budgetMax: '预算上限', deadline: '截止日期', deadlineHelp: '不填表示长期有效；到期日24时自动结束',
    region: '地区代码', regionHelp: '六位行政区划代码，不填按企业登记地', contact: '联系人', contactAbout: '联系方式只对本企业可见，不会公开。', name: '姓名', phone: '电话', email: '电子邮箱', publish: '发布', save: '保存修改', state: '状态', budget: '预算', negotiable: '面议',
    responses: '应答', empty: '还没有发布需求', emptyAbout: '发布后，高校、科研院所可直接应答。', caption: '我的需求', deadlineShort: '截止', noDeadline: '长期有效', organisation: '企业', importTitle: '导入需求清单',
    importLead: '接收公开发布的需求清单（CSV或TXT，每行为编号、名称、内容）。重复导入不会新增。', file: '清单文件', import: '导入', report: '读取{read}条：新增{arrived}条，已有{present}条，未收{reported}条。', line: '行', problem: '原因', reported: '未收的行', rowTitle: '名称', hall: '技术需求',
  },
  en: {
    mine: 'Our demands', mineLead: 'Every demand your enterprise has published.', newTitle: 'Publish a need', newLead: 'Say what is to be solved and to which figures: the answers will fit better.', editTitle: 'Revise the demand', what: 'Need', title: 'Title',
    text: 'What is needed', textHelp: 'Background, problem, figures to reach, what there is already', terms: 'Terms', field: 'Field', industry: 'Industry code', industryHelp: 'GB/T 4754, for example C3441; may be left empty', modes: 'Modes of co-operation',
    budgetMin: 'Budget from', budgetMax: 'Budget up to', deadline: 'Last day', deadlineHelp: 'Empty: no end date. It closes by itself at the end of that day', region: 'Region code', regionHelp: 'Six digits; empty: where the enterprise is registered',
    contact: 'Contact', contactAbout: 'Only your enterprise sees the contact; it is never published.', name: 'Name', phone: 'Phone', email: 'E-mail', publish: 'Publish', save: 'Save changes', state: 'State', budget: 'Budget', negotiable: 'Open to talk',
    responses: 'Answers', empty: 'No demand yet', emptyAbout: 'Once it is published, universities and institutes can answer.', caption: 'Our demands', deadlineShort: 'Until', noDeadline: 'No end date', organisation: 'Enterprise',
    importTitle: 'Import a list of demands', importLead: 'Takes published lists (CSV or TXT: number, title, text). Importing again adds nothing.', file: 'List', import: 'Import',
    report: '{read} read: {arrived} added, {present} known already, {reported} not taken.', line: 'Line', problem: 'Reason', reported: 'Lines not taken', rowTitle: 'Title', hall: 'Demands',
  },
})

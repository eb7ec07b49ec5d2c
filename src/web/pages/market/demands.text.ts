import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '技术需求', lead: '企业正在寻找的技术。有成果、有团队的单位可直接应答。', search: '名称、内容、企业', caption: '技术需求列表', name: '需求', budget: '预算', negotiable: '面议', deadline: '截止', noDeadline: '长期有效',
    mode: '合作方式', field: '高新技术领域', region: '地区', source: '来源', state: '状态', published: '发布', responses: '应答', answers: '{count}份', sort: '排序', 'sort.newest': '最新发布', 'sort.budget': '预算最高',
    'sort.deadline': '最早截止', found: '共{total}项需求', empty: '没有符合条件的需求', emptyAbout: '请减少筛选条件或换一个关键词。', clear: '查看全部需求', open: '征集中', closed: '已结束', publish: '发布需求', unknownOwner: '公开清单',
    facts: '要点', text: '需求内容', owner: '企业', industry: '行业代码', publishedAt: '发布时间', closedAt: '结束时间', outcome: '结果', contact: '联系方式', contactHint: '仅本企业可见', reason: '说明', act: '我能解决',
    actAbout: '简要说明技术方案、成熟度和合作方式。内容只给发布企业看。', message: '方案说明', yourContact: '您的联系方式', achievement: '相关成果编号（可选）', send: '提交应答', sent: '应答已提交，企业会收到。', login: '登录后应答',
    responsesTitle: '收到的应答', noResponses: '尚无应答', noResponsesAbout: '高校、科研院所和企业的应答会出现在这里。', close: '结束征集', closeAbout: '结束后需求仍可查看，不再接受应答。', closeConfirm: '确认结束', matched: '已对接', unmatched: '未对接',
    withdraw: '撤回需求', withdrawAbout: '撤回后公众不再能查看。', withdrawConfirm: '确认撤回', takeDown: '下架需求', takeDownAbout: '内容违法或不实的，予以下架并说明理由。', takeDownConfirm: '确认下架', revise: '修改需求', done: '已办理。',
    process: '办理记录', evidence: '查看全部证据', number: '编号', importedAbout: '此需求来自公开清单，企业未在本平台登记；应答由市场转交。', similarTech: '查找相关成果',
  },
  en: {
    title: 'Demands', lead: 'Technology that enterprises look for. Whoever has a solution or a team can answer at once.', search: 'Title, text, enterprise', caption: 'Technology demands', name: 'Demand', budget: 'Budget',
    negotiable: 'Open to talk', deadline: 'Until', noDeadline: 'No end date', mode: 'Mode of co-operation', field: 'Field', region: 'Region', source: 'Source', state: 'State', published: 'Published', responses: 'Answers', answers: '{count}',
    sort: 'Order', 'sort.newest': 'Newest first', 'sort.budget': 'Highest budget first', 'sort.deadline': 'Ending soonest', found: '{total} demands', empty: 'No demand matches', emptyAbout: 'Take a filter away or try another word.',
    clear: 'See all demands', open: 'Open', closed: 'Closed', publish: 'Publish a need', unknownOwner: 'Published list', facts: 'Facts', text: 'What is needed', owner: 'Enterprise', industry: 'Industry code', publishedAt: 'Published',
    closedAt: 'Closed', outcome: 'Outcome', contact: 'Contact', contactHint: 'Only your enterprise sees this', reason: 'Reason', act: 'I can solve this', actAbout: 'Describe the solution, its maturity and how to work together. Only the enterprise reads it.',
    message: 'Your solution', yourContact: 'How to reach you', achievement: 'Related achievement id (optional)', send: 'Send the answer', sent: 'Your answer was sent; the enterprise has it.', login: 'Log in to answer',
    responsesTitle: 'Answers received', noResponses: 'No answers yet', noResponsesAbout: 'Answers of universities, institutes and enterprises appear here.', close: 'Close the demand', closeAbout: 'It can still be read, but takes no more answers.',
    closeConfirm: 'Close it', matched: 'Matched', unmatched: 'Not matched', withdraw: 'Withdraw the demand', withdrawAbout: 'The public can no longer read it.', withdrawConfirm: 'Withdraw it', takeDown: 'Take the demand down',
    takeDownAbout: 'For content that is unlawful or untrue, with reasons.', takeDownConfirm: 'Take it down', revise: 'Revise the demand', done: 'Done.', process: 'Record', evidence: 'See all evidence', number: 'Number',
    importedAbout: 'This demand comes from a published list; the enterprise is not registered here and the market passes answers on.', similarTech: 'Look for technologies',
  },
})

import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '科技成果', lead: '高校、科研院所已评估入库的成果。可按领域、成熟度、合作方式筛选，公开要素一目了然。', search: '名称、关键词、单位、完成人', caption: '科技成果目录',
    name: '成果', maturity: '成熟度', ip: '知识产权', modes: '合作方式', price: '意向价格', state: '状态', negotiable: '面议', field: '高新技术领域', chain: '标志性产业链', mode: '合作方式',
    institution: '完成单位', region: '地区', offer: '交易状态', sort: '排序', 'sort.newest': '最新入库', 'sort.maturity': '成熟度最高', 'sort.price': '价格最低', found: '共{total}项成果',
    empty: '没有符合条件的成果', emptyAbout: '请减少筛选条件或换一个关键词。每个词都须出现在公开内容中。', clear: '查看全部成果', trl: '就绪度{level}级',
  },
  en: {
    title: 'Technologies', lead: 'Achievements of universities and institutes that were assessed and entered in the catalogue. Filter by field, maturity and mode of co-operation.',
    search: 'Title, keyword, institution, completer', caption: 'Catalogue of technologies', name: 'Technology', maturity: 'Maturity', ip: 'Intellectual property', modes: 'Modes', price: 'Price hint',
    state: 'State', negotiable: 'Open to talk', field: 'Field', chain: 'Industry chain', mode: 'Mode of co-operation', institution: 'Institution', region: 'Region', offer: 'On the market', sort: 'Order',
    'sort.newest': 'Newest first', 'sort.maturity': 'Most mature first', 'sort.price': 'Lowest price first', found: '{total} technologies', empty: 'No technology matches',
    emptyAbout: 'Take a filter away or try another word. Every word must occur in what is public.', clear: 'See all technologies', trl: 'TRL {level}',
  },
})

import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '查找',
    lead: '按编号、名称、单位、人员或付款编号，在您有权查看的记录中查找。',
    words: '编号、名称或人员',
    close: '关闭',
    begin: '输入两个以上字母数字，或一个以上汉字。',
    found: '找到{count}项',
    none: '没有找到“{q}”',
    noneAbout: '只在您有权查看的记录中查找。请核对编号，或改用名称中的一个词。',
    searching: '正在查找…',
    failed: '连接失败，请再试一次。',
    keys: '↑ ↓ 选择，回车打开，Esc 关闭',
  },
  en: {
    title: 'Find',
    lead: 'By number, name, organisation, person or payment reference, among the records that you may see.',
    words: 'Number, name or person',
    close: 'Close',
    begin: 'Type at least two letters or digits.',
    found: '{count|record|records} found',
    none: 'Nothing found for “{q}”',
    noneAbout: 'Only records that you may see are searched. Check the number, or try one word of the name.',
    searching: 'Searching…',
    failed: 'The connection failed; please try again.',
    keys: '↑ ↓ to choose, Enter to open, Esc to close',
  },
})

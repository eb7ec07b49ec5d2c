import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    pageTitle: '证据记录 · 浙江拍',
    title: '证据记录',
    lead: '该对象在证据日志中的全部记录，按时间先后排列。不公开的内容只显示摘要。',
    empty: '日志中没有该对象的记录',
    emptyHint: '请核对编号；业务办理后几秒内，记录会出现在这里。',
    entry: '日志第 {position} 条',
    pending: '正在写入日志',
    hidden: '内容不公开',
    content: '内容',
    digest: '摘要',
    proof: '下载证明',
    verify: '验证',
    how: '如何验证这些记录',
  },
  en: {
    pageTitle: 'Evidence records · Zhepai',
    title: 'Evidence records',
    lead: 'Everything the evidence log holds about this object, oldest first. Of content that is not public only the digest is shown.',
    empty: 'The log holds nothing about this object',
    emptyHint: 'Check the number; a record appears here within seconds of the act.',
    entry: 'Log entry {position}',
    pending: 'being written to the log',
    hidden: 'Content not public',
    content: 'Content',
    digest: 'Digest',
    proof: 'Download proof',
    verify: 'Verify',
    how: 'How to verify these records',
  },
})

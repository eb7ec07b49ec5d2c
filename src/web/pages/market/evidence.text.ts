import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '存证记录',
    lead: '{subject} 在存证日志中的全部记录，按时间先后排列。不公开的内容只显示摘要。',
    empty: '日志中没有该对象的记录。',
    emptyHint: '请核对编号；业务办理后几秒内，记录会出现在这里。',
    entry: '日志第 {position} 条',
    pending: '正在写入日志',
    hidden: '内容不公开',
    content: '内容',
    digest: '摘要',
    proof: '下载证明',
    check: '查看证明',
    more: '更多记录',
    verify: '如何验证',
  },
  en: {
    title: 'Evidence records',
    lead: 'Everything the evidence log holds about {subject}, oldest first. Of content that is not public only the digest is shown.',
    empty: 'The log holds nothing about this object.',
    emptyHint: 'Check the number; a record appears here within seconds of the act.',
    entry: 'Log entry {position}',
    pending: 'being written to the log',
    hidden: 'Content not public',
    content: 'Content',
    digest: 'Digest',
    proof: 'Download proof',
    check: 'See proof',
    more: 'More records',
    verify: 'How to verify',
  },
})

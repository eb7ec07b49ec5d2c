import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    about: '您填写的内容在浏览器中封装，离开浏览器的只有封套；截止之前谁也打不开，包括本市场。',
    seal: '封装',
    again: '重新填写',
    ready: '已封装。提交的只是下面这个封套：',
    digest: '封套摘要',
    size: '长度',
    sizeValue: '{bytes} 字节',
    keep: '保存一份封套',
    fromFile: '或提交离线封装的封套文件',
    incomplete: '请先填写完整。',
    notSealed: '未能封装：{reason}',
    noScript: '网页封装需要启用脚本；也可以用命令行离线封装后提交文件。',
  },
  en: {
    about: 'What you enter is sealed in this browser. Only the envelope leaves it, and nobody opens it before the deadline, the market included.',
    seal: 'Seal it',
    again: 'Enter it anew',
    ready: 'Sealed. This envelope is all that is handed in:',
    digest: 'Digest of the envelope',
    size: 'Length',
    sizeValue: '{bytes} bytes',
    keep: 'Save a copy of the envelope',
    fromFile: 'Or hand in an envelope that was sealed offline',
    incomplete: 'Fill in everything first.',
    notSealed: 'Not sealed: {reason}',
    noScript: 'Sealing in a page needs scripts; you can seal on the command line and hand in the file.',
  },
})

import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '权利人及份额',
    declare: '申报权利人及份额',
    about:
      '与他人共有的，在此申报全体权利人及份额，合计100%。转让、独占或者排他许可须全体共有人同意（专利法第14条：有约定的从其约定）；重新申报后，须重新同意。',
    holders: '权利人及份额',
    help: '每行一个：单位全称或者统一社会信用代码、空格、百分比',
    confirm: '申报',
    consented: '已同意处置',
    open: '尚未同意处置',
  },
  en: {
    title: 'Holders and shares',
    declare: 'Declare holders and shares',
    about:
      'Where it is held with others, declare all holders and their shares, 100 % together. An assignment, an exclusive or a sole licence needs the consent of all (Patent Law art. 14: what they agreed otherwise prevails); after a new declaration they consent anew.',
    holders: 'Holders and shares',
    help: 'One a line: full name or credit code, a space, per cent',
    confirm: 'Declare',
    consented: 'has consented to disposal',
    open: 'has not consented to disposal',
  },
})

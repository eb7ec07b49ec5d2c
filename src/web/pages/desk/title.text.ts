import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '优先受让答复', lead: '职务科技成果转让前，完成人在同等条件下享有优先受让权（民法典第847条）。答复后不可更改，逾期不答复视为放弃。', empty: '没有向您征询的事项', emptyAbout: '单位拟转让您参与完成的成果时，会在这里征询。', from: '{institution}征询',
    closes: '答复截止', price: '拟转让价格', terms: '拟转让条件', mine: '您的答复', none: '未答复', waive: '放弃优先受让', waiveAbout: '放弃仅对本轮所列条件有效。', waiveConfirm: '确认放弃', exercise: '行使优先受让权', exerciseAbout: '表示愿以同等条件受让，单位将与您协商。', exerciseConfirm: '确认行使',
    note: '说明（可选）', done: '答复已记录。', notSet: '按竞价结果', state: '状态', record: '查看成果',
  },
  en: {
    title: 'First refusal', lead: 'Before a service achievement is assigned its completers have first refusal on equal terms (Civil Code art. 847). An answer cannot be changed; silence counts as a waiver.', empty: 'Nothing is asked of you',
    emptyAbout: 'When your institution wants to assign an achievement of yours, it asks here.', from: 'Asked by {institution}', closes: 'Answer by', price: 'Intended price', terms: 'Intended terms', mine: 'Your answer', none: 'not answered', waive: 'Waive first refusal',
    waiveAbout: 'The waiver holds for the terms of this round only.', waiveConfirm: 'Waive it', exercise: 'Exercise first refusal', exerciseAbout: 'You declare that you want it on equal terms; the institution will talk with you.', exerciseConfirm: 'Exercise it', note: 'Note (optional)', done: 'Your answer is on record.',
    notSet: 'as the auction decides', state: 'State', record: 'See the achievement',
  },
})

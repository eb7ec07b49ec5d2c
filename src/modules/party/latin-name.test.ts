import { expect, test } from 'vitest'
import { latinForm, withLatinForm } from './latin-name.ts'

test.each([
  ['沈知行', 'Shen Zhixing'],
  ['欧阳明远', 'Ouyang Mingyuan'],
  ['单雄信', 'Shan Xiongxin'],
  ['仇英', 'Qiu Ying'],
  ['解缙', 'Xie Jin'],
  ['尉迟恭', 'Yuchi Gong'],
  ['吕梁', 'Lyu Liang'],
  ['上官', 'Shang Guan'],
])('%s is written %s', async (name, expected) => expect(await latinForm(name)).toBe(expected))

test.each(['Li Ming', '爱新觉罗·溥仪', '示范学院（演示）', '—', '林', ''])('%s is left to the person', async (name) => expect(await latinForm(name)).toBe(''))

test('a form that somebody gave stays', async () => {
  expect(await withLatinForm({ zh: '沈知行', en: 'Z. Shen' })).toEqual({ zh: '沈知行', en: 'Z. Shen' })
  expect(await withLatinForm({ zh: '沈知行', en: ' ' })).toEqual({ zh: '沈知行', en: 'Shen Zhixing' })
})

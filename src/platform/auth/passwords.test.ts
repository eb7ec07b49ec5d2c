import { expect, test } from 'vitest'
import { MAX_PASSWORD_LENGTH, passwordProblem } from './passwords.ts'

const owner = { email: 'shen.shiyi@university.example', name: 'Shen Shiyi' }
const problem = (password: string) => passwordProblem(password, owner)

test.each(['seventeen green boats', 'a long test password', '钱塘江边的灯塔照亮归途船', 'zhepai-demo-2026', '🚀 twelve signs', 'x7#kP2!mQ9@wZ'])(
  'takes %s',
  (password) => {
    expect(problem(password)).toBeNull()
  },
)

test('counts signs, not bytes', () => {
  expect(problem('十一个字的密码还太短')).toBe('PASSWORD_TOO_SHORT')
  expect(problem('eleven char')).toBe('PASSWORD_TOO_SHORT')
  expect(problem('ab c'.repeat(MAX_PASSWORD_LENGTH))).toBe('PASSWORD_TOO_LONG')
})

test.each([
  '1qaz2wsx3edc',
  'password2026!',
  '2026-Password-01',
  'passwordpassword',
  'dragon dragon',
  'aaaaaaaaaaaa',
  '111111111111',
  'Zhepai20261129',
  '123456789123456789',
])('refuses %s, which is tried first', (password) => expect(problem(password)).toBe('PASSWORD_COMMON'))

test.each(['Shen Shiyi 2026', 'shen.shiyi@university.example', 'shenshiyi1234'])('refuses %s, made of the owner’s name', (password) => {
  expect(problem(password)).toBe('PASSWORD_HAS_NAME')
  expect(passwordProblem(password, { email: 'lu@university.example', name: 'Lu Shier' })).toBeNull()
})

test('takes a name inside a password that is long enough without it', () => {
  expect(problem('shenshiyi keeps nineteen bees')).toBeNull()
})

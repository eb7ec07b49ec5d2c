import { expect, test } from 'vitest'
import { isExercised, type Operation } from './exercised.ts'

const query: Operation = { module: 'account', name: 'get', kind: 'query', path: '/accounts/{id}' }
const command: Operation = { module: 'account', name: 'close', kind: 'command', path: '/accounts/{id}/close' }
const ended: Operation = { ...command, name: 'endAll', path: '/accounts/{id}/end-all' }

test.each([
  ['its full name in a test', query, { tests: 'await as(admin).account.get({ id })', pages: '' }, true],
  ['its full name over two lines', query, { tests: 'as(admin)\n  .account\n  .get({ id })', pages: '' }, true],
  ['its address in a test', query, { tests: 'fetch(`/api/v1/accounts/${id}`)', pages: '' }, true],
  ['a page that asks it', query, { tests: '', pages: 'const found = await api.account.get({ id })' }, true],
  ['nothing', query, { tests: '', pages: '' }, false],
  ['the same word on something else', query, { tests: 'map.get(key); api.document.get({ id })', pages: 'form.get(name)' }, false],
  ['a longer name', query, { tests: 'api.account.getAll()', pages: '' }, false],
  ['another module that ends alike', query, { tests: 'api.subaccount.get({ id })', pages: '' }, false],
  ['a longer address', query, { tests: 'fetch(`/api/v1/accounts/${id}/events`)', pages: '' }, false],
  ['a page that has its button, which nobody presses', command, { tests: '', pages: 'await api.account.close({ id })' }, false],
  ['its last words for an address with room for them', ended, { tests: "call(id, 'end-all'); fetch(`/api/v1/accounts/${id}/${what}`)", pages: '' }, true],
  ['its last words for another address', ended, { tests: "call(id, 'end-all'); fetch(`/api/v1/lots/${id}/${what}`)", pages: '' }, false],
  ['its full name in a test, for a command', command, { tests: 'await api.account.close({ id })', pages: '' }, true],
] as const)('%s', (_case, operation, sources, expected) => expect(isExercised(operation, sources)).toBe(expected))

import { expect, test } from 'vitest'
import { databaseAccount, type AccountWorld } from './account.ts'

const BASE = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n'
const POSTGRES = 'postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash\n'
const nowhere = '/nonexistent/data'
const quiet = () => undefined
const world = (more: Partial<AccountWorld>): AccountWorld => ({ isRoot: true, passwd: () => BASE, addAccount: () => false, wanted: undefined, ...more })

test('an ordinary user runs the database itself', () => {
  expect(databaseAccount(world({ isRoot: false }), nowhere, quiet)).toBeUndefined()
})

test('root takes postgres, else adds zhepai, else nobody', () => {
  expect(databaseAccount(world({ passwd: () => BASE + POSTGRES }), nowhere, quiet)).toEqual({ name: 'postgres', uid: 101, gid: 104 })
  let passwd = BASE
  const adding = world({
    passwd: () => passwd,
    addAccount: (name) => {
      passwd += `${name}:x:990:990::/:/usr/sbin/nologin\n`
      return true
    },
  })
  expect(databaseAccount(adding, nowhere, quiet)).toEqual({ name: 'zhepai', uid: 990, gid: 990 })
  expect(databaseAccount(world({}), nowhere, quiet)).toMatchObject({ name: 'nobody' })
})

test('the account the operator names wins; root or an unknown one is refused', () => {
  const passwd = () => BASE + POSTGRES
  expect(databaseAccount(world({ passwd, wanted: 'nobody' }), nowhere, quiet)).toMatchObject({ name: 'nobody' })
  expect(() => databaseAccount(world({ passwd, wanted: 'root' }), nowhere, quiet)).toThrow('ZHEPAI_PG_USER=root')
  expect(() => databaseAccount(world({ passwd, wanted: 'x' }), nowhere, quiet)).toThrow('ZHEPAI_PG_USER=x')
})

test('a machine with no account but root is told what to do', () => {
  expect(() => databaseAccount(world({ passwd: () => 'root:x:0:0::/:/bin/sh\n' }), nowhere, quiet)).toThrow('useradd --system zhepai')
})

import { describe, expect, it } from 'vitest'
import { subjectsOf, type RecordedSubject } from './subjects.ts'

const record = (change: Partial<RecordedSubject>): RecordedSubject => ({ title: { zh: '甲' }, ipKind: null, patents: [], ...change })
const granted = { number: '2023 1 0123456.7', kind: 'invention', isGranted: true } as const
const pending = { number: '2025 2 0654321.X', kind: 'utility', isGranted: false } as const

describe('what a contract is about', () => {
  it.each<[string, Partial<RecordedSubject>, readonly string[]]>([
    ['a patent', { ipKind: 'invention', patents: [granted] }, ['patent']],
    ['an application is no patent', { ipKind: 'application', patents: [pending] }, ['application']],
    ['both, each as itself', { ipKind: 'invention', patents: [granted, pending] }, ['patent', 'application']],
    ['software', { ipKind: 'software' }, ['software']],
    ['software with a patent on its method', { ipKind: 'software', patents: [granted] }, ['patent', 'software']],
    ['a plant variety', { ipKind: 'plant_variety' }, ['plant_variety']],
    ['a layout', { ipKind: 'circuit_layout' }, ['circuit_layout']],
    ['a secret', { ipKind: 'know_how' }, ['know_how']],
    ['what has no right of its own', { ipKind: 'none' }, ['other']],
    ['what the record does not say', {}, ['other']],
  ])('%s', (_, change, kinds) => expect(subjectsOf(record(change)).map(({ kind }) => kind)).toEqual(kinds))
  it('bears the number that the register gave it', () => {
    expect(subjectsOf(record({ patents: [granted, pending] }))).toEqual([
      { kind: 'patent', name: '甲', number: 'ZL 2023 1 0123456.7', patentKind: 'invention', filedOn: null },
      { kind: 'application', name: '甲', number: '2025 2 0654321.X', patentKind: 'utility', filedOn: null },
    ])
    expect(subjectsOf(record({ ipKind: 'software' }))).toEqual([{ kind: 'software', name: '甲', number: '', patentKind: null, filedOn: null }])
  })
})

import { describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { SYSTEM, VISITOR } from '#kernel/actor.ts'
import { acceptUpload, ACCEPTED_EXTENSIONS, attachmentHeader, MAX_DOCUMENT_BYTES, type Upload } from './kinds.ts'
import { mayRead } from './permit.ts'

const PDF = { name: '评估报告.pdf', size: 1_000, detectedMediaType: 'application/pdf', isText: false }
const codeOf = (change: Partial<Upload>) => {
  const result = acceptUpload({ ...PDF, ...change })
  return result.ok ? result.value.mediaType : result.refusal.code
}

describe('an upload', () => {
  it.each<[string, Partial<Upload>, string]>([
    ['a PDF', {}, 'application/pdf'],
    ['a JPEG by either extension', { name: 'a.JPEG', detectedMediaType: 'image/jpeg' }, 'image/jpeg'],
    ['a text', { name: 'a.txt', detectedMediaType: null, isText: true }, 'text/plain'],
    ['a program called PDF', { detectedMediaType: 'application/x-msdownload' }, 'document.disguised'],
    ['a page called text', { name: 'a.txt', detectedMediaType: 'application/xml', isText: true }, 'document.disguised'],
    ['bytes called CSV', { name: 'a.csv', detectedMediaType: null, isText: false }, 'document.disguised'],
    ['a text called PDF', { detectedMediaType: null, isText: true }, 'document.disguised'],
    ['a program', { name: 'a.exe' }, 'document.type_not_accepted'],
    ['a double extension', { name: 'a.pdf.html' }, 'document.type_not_accepted'],
    ['no extension', { name: 'report' }, 'document.type_not_accepted'],
    ['ten MiB', { size: 10_485_760 }, 'application/pdf'],
    ['one byte more', { size: 10_485_761 }, 'document.too_large'],
    ['one byte', { size: 1 }, 'application/pdf'],
    ['a table', { name: 'a.csv', detectedMediaType: null, isText: true }, 'text/csv'],
    ['a name of 200 signs', { name: `${'长'.repeat(196)}.pdf` }, 'application/pdf'],
    ['a name of 201 signs', { name: `${'长'.repeat(197)}.pdf` }, 'document.name_unsafe'],
    ['no name', { name: ' ' }, 'document.name_unsafe'],
    ['too large', { size: MAX_DOCUMENT_BYTES + 1 }, 'document.too_large'],
    ['empty', { size: 0 }, 'document.empty'],
    ['a path as a name', { name: '../a.pdf' }, 'document.name_unsafe'],
    ['a name that reads backwards', { name: 'a\u202Efdp.exe.pdf' }, 'document.name_unsafe'],
  ])('%s', (_case, change, outcome) => expect(codeOf(change)).toBe(outcome))
  it('keeps its name without blanks at the ends, one sign where it was written in parts', () =>
    expect(acceptUpload({ ...PDF, name: ' Re\u0301sume\u0301.pdf ' })).toMatchObject({ value: { name: 'Résumé.pdf' } }))
  it('is told what is wrong with it', () => {
    expect(acceptUpload({ ...PDF, size: 20_000_000 })).toMatchObject({ refusal: { params: { maxMiB: 10 } } })
    expect(acceptUpload({ ...PDF, name: 'a.EXE' })).toMatchObject({ refusal: { params: { extension: 'exe', accepted: ACCEPTED_EXTENSIONS.join(', ') } } })
    const detected = (change: Partial<Upload>) => acceptUpload({ ...PDF, ...change })
    expect(detected({ detectedMediaType: 'image/png' })).toMatchObject({ refusal: { params: { extension: 'pdf', detected: 'image/png' } } })
    expect(detected({ detectedMediaType: null, isText: true })).toMatchObject({ refusal: { params: { detected: 'text/plain' } } })
    expect(detected({ detectedMediaType: null, isText: false })).toMatchObject({ refusal: { params: { detected: 'unknown' } } })
  })
})

describe('a download', () => {
  it('is an attachment with its Chinese name', () =>
    expect(attachmentHeader('合同 "1".pdf')).toBe(`attachment; filename="__ _1_.pdf"; filename*=UTF-8''%E5%90%88%E5%90%8C%20%221%22.pdf`))
  it('cannot break out of the header', () => expect(attachmentHeader('a"; x=y\r\nB: c.pdf')).not.toMatch(/[\r\n]/))
  it('bears signs that have a meaning there', () => expect(attachmentHeader("(a)'*.pdf")).toContain("UTF-8''%28a%29%27%2A.pdf"))
})

describe('readers', () => {
  const actor: Actor = { kind: 'person', personId: 'per_1', mandates: [{ organisationId: 'org_1', role: 'clerk' }] }
  it.each<[string, readonly string[] | null, boolean]>([
    ['public', null, true],
    ['nobody', [], false],
    ['the person', ['per_1'], true],
    ['the organisation', ['org_1'], true],
    ['the role', ['role:clerk'], true],
    ['another role', ['role:finance'], false],
    ['others', ['per_2', 'org_2'], false],
    ['a role that does not exist', ['role:king'], false],
    ['a person called like a role', ['clerk'], false],
  ])('%s', (_case, audience, expected) => expect(mayRead(actor, audience)).toBe(expected))
  it('a researcher does not read what is his organisation’s, the system reads all', () => {
    expect(mayRead({ ...actor, mandates: [{ organisationId: 'org_1', role: 'researcher' }] }, ['org_1'])).toBe(false)
    expect(mayRead(SYSTEM, [])).toBe(true)
  })
  it('visitors read public papers only', () => expect([mayRead(VISITOR, null), mayRead(VISITOR, ['per_1'])]).toEqual([true, false]))
})

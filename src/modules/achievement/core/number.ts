/** Catalogue numbers: region 3, year 4, `Y` for applied results, serial 4. */

/** Zhejiang; used where the institution has no region on file. */
const DEFAULT_REGION = '330'
const LAST_SERIAL = 9999
const FORM = /^(\d{3})(\d{4})Y(\d{4})$/

export const regionPart = (regionCode: string | null): string => (regionCode !== null && /^\d{6}$/.test(regionCode) ? regionCode.slice(0, 3) : DEFAULT_REGION)

/** `3302026Y0001`. Throws a RangeError when a year's 9999 serials of a region are used up. */
export const catalogueNumber = (region: string, year: number, serial: number): string => {
  if (serial < 1 || serial > LAST_SERIAL) throw new RangeError(`no catalogue serial ${serial}`)
  return `${region}${String(year).padStart(4, '0')}Y${String(serial).padStart(4, '0')}`
}

export const isCatalogueNumber = (text: string): boolean => FORM.test(text)

/** Addresses of complaints. */
import { place } from '../../i18n/place.ts'

export const complaintPage = (id: string) => place`/complaints/${id}`
export const complaintsDesk = () => place`/desk/complaints`
export const complaintsFile = () => place`/desk/complaints/file`

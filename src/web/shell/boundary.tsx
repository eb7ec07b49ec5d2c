/** Keeps header and footer around a page that failed. */
import { Outlet } from 'react-router'
import type { Route } from './+types/boundary.ts'
import { ErrorPage } from './error-page.tsx'

const Boundary = () => <Outlet />
export default Boundary

export const ErrorBoundary = ({ error }: Route.ErrorBoundaryProps) => <ErrorPage error={error} />

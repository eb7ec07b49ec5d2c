/** The figures' other address leads to the one. */
import { redirect } from 'react-router'
import type { Route } from './+types/data-alias.ts'

const MOVED = 301

export const loader = ({ request, params }: Route.LoaderArgs) => redirect(`/${params.lang}/data${new URL(request.url).search}`, MOVED)

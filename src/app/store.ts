/** Where files lie: on the disk beside the database, or in a bucket. */
import path from 'node:path'
import type { Config } from '#platform/config/config.ts'
import { openDiskStore } from '#platform/files/disk.ts'
import { openS3Store } from '#platform/files/s3.ts'

export const openStore = ({ s3, dataDirectory }: Config) => (s3 ? openS3Store(s3) : openDiskStore(path.join(dataDirectory, 'files')))

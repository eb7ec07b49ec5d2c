/** Settings of the embedded PostgreSQL: a small server shared with the program, and never a commit that can be lost. */
import { totalmem } from 'node:os'

const MIB = 1024 * 1024
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, Math.floor(value)))

export const serverSettings = (socketDirectory: string, totalBytes = totalmem()): Readonly<Record<string, string>> => {
  const total = totalBytes / MIB
  return {
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: '0700',
    // Durability: a bid that was answered is on disk.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: `${clamp(total / 16, 64, 512)}MB`,
    effective_cache_size: `${clamp(total / 2, 256, 16_384)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: `${clamp(total / 32, 64, 256)}MB`,
    max_connections: '100',
    max_wal_size: '2GB',
    checkpoint_timeout: '10min',
    wal_compression: 'on',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_min_duration_statement: '2s',
    log_line_prefix: '%m [%p] ',
  }
}

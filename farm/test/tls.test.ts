import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeEmptyClass } from './class.ts';
import { Farm, scratchFolder } from './farm-process.ts';
import { Postgres } from './postgres.ts';

const around = scratchFolder();

test('speaks by TLS where the URL says so, and to no other server', async () => {
  const keys = mkdtempSync(join(tmpdir(), 'farm-keys-'));
  chmodSync(keys, 0o755);
  for (const name of ['server', 'other'])
    execFileSync(
      'openssl',
      [
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '1',
        ],
        ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'],
        ...['-keyout', join(keys, `${name}.key`), '-out', join(keys, `${name}.crt`)],
      ],
      { stdio: 'ignore' },
    );
  const files = [join(keys, 'server.crt'), join(keys, 'server.key')] as const;
  const secure = await Postgres.begin({
    settings: ['ssl=on', `ssl_cert_file=${files[0]}`, `ssl_key_file=${files[1]}`],
    ownFiles: [...files],
  });
  const by = (name: string) =>
    new Farm(secure.url('owner', `?sslmode=verify-full&sslrootcert=${join(keys, `${name}.crt`)}`));
  try {
    writeEmptyClass(join(around, 'tiny'), 1);
    const { code } = await by('server').run(
      'submit',
      join(around, 'tiny'),
      '--out',
      join(around, 'tiny-grades'),
    );
    expect(code).toBe(0);
    const seen = await by('server').rows('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
    expect(seen).toEqual([{ ssl: true }]);
    const refused = await by('other').run('status');
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('self-signed certificate')]);
  } finally {
    await secure.stop();
  }
});

import { expect, test } from 'vitest';
import { isolated } from '../../browser/offline/isolated';

test('isolated() adds the headers of isolation to a response and changes nothing else', async () => {
  const headers = { 'content-type': 'text/css', 'cross-origin-embedder-policy': 'unsafe-none' };
  const response = isolated(new Response('p {}', { status: 404, statusText: 'Not Found', headers }));
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'text/css',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect([response.status, response.statusText, await response.text()]).toEqual([404, 'Not Found', 'p {}']);
});

test('isolated() leaves alone what nobody may look into', () => {
  const error = Response.error();
  expect(isolated(error)).toBe(error);
});

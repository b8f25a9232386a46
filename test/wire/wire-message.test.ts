import { describe, expect, it } from 'vitest';
import { decode, encode, request } from '../../wire/wire-message';

const key = 'a0436f6c-1916-498b-8eb9-e81ab9368e84';
/** What jupyter_client 8 (Session.serialize) puts on the wire for this message. */
const frames = [
  'client',
  '<IDS|MSG>',
  'd669b32449e0e2651ea1af5750dd5ff0494d52dc18c6d111f1447169327472b8',
  '{"msg_id": "m1", "msg_type": "execute_request", "session": "s1", "username": "ada", "date": "2024-01-02T03:04:05Z", "version": "5.3"}',
  '{}',
  '{}',
  '{"code": "const zażółć = 1;", "silent": false}',
].map((text) => Buffer.from(text));

describe('decode()', () => {
  it("reads jupyter_client's frames", () => {
    expect(decode(frames, key)).toEqual({
      header: {
        msg_id: 'm1',
        msg_type: 'execute_request',
        session: 's1',
        username: 'ada',
        date: '2024-01-02T03:04:05Z',
        version: '5.3',
      },
      parentHeader: {},
      metadata: {},
      content: { code: 'const zażółć = 1;', silent: false },
    });
  });

  it('refuses a message that was changed on its way, and one of another session', () => {
    const changed = [...frames.slice(0, -1), Buffer.from('{"code": "evil()"}')];
    expect(() => decode(changed, key)).toThrow('its signature does not belong to this session');
    expect(() => decode(frames, 'another key')).toThrow('its signature does not belong to this session');
    expect(() => decode([frames[1] as Buffer, Buffer.from('short'), ...frames.slice(3)], key)).toThrow(
      'signature',
    );
  });

  it('refuses frames that are no message', () => {
    expect(() => decode(frames.slice(0, 3), key)).toThrow('expected a delimiter and five frames, got 3');
    expect(() => decode([Buffer.from('noise')], key)).toThrow('got 1');
  });
});

describe('encode()', () => {
  it('is read back as the same message', () => {
    const message = request('execute_request', 'session', { code: 'ą\n"' });
    expect(decode(encode(message, key), key)).toEqual(message);
  });

  it('leaves the signature empty without a key, as the protocol says', () => {
    const frames = encode(request('kernel_info_request', 'session', {}), '');
    expect(frames[1]?.length).toBe(0);
    expect(decode(frames, '').header.msg_type).toBe('kernel_info_request');
  });
});

describe('request()', () => {
  it('has a new id every time', () => {
    expect(request('a', 's', {}).header.msg_id).not.toBe(request('a', 's', {}).header.msg_id);
  });
});

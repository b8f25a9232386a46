import { describe, expect, it } from 'vitest';
import { CellOutputs, type Displays } from '../../runner/cell-outputs';
import { request } from '../../wire/wire-message';

const stream = (name: string, text: string) => request('stream', 's', { name, text });
const display = (text: string, id?: string, type = 'display_data') =>
  request(type, 's', { data: { 'text/plain': text }, metadata: {}, transient: id ? { display_id: id } : {} });

function fold(messages: ReturnType<typeof request>[], displays: Displays = new Map()) {
  const cell = new CellOutputs(displays);
  for (const message of messages) cell.add(message);
  return cell.outputs;
}

describe('CellOutputs', () => {
  it('joins neighbouring texts of one stream, and keeps the order of different ones', () => {
    expect(
      fold([stream('stdout', 'a'), stream('stdout', 'b\n'), stream('stderr', 'c'), stream('stdout', 'd')]),
    ).toEqual([
      { output_type: 'stream', name: 'stdout', text: 'ab\n' },
      { output_type: 'stream', name: 'stderr', text: 'c' },
      { output_type: 'stream', name: 'stdout', text: 'd' },
    ]);
  });

  it('stores the newest bundle of a display, where the first one stood', () => {
    expect(
      fold([display('old', 'd'), stream('stdout', 'x'), display('new', 'd', 'update_display_data')]),
    ).toMatchObject([{ data: { 'text/plain': 'new' } }, { text: 'x' }]);
  });

  it('renews a display of an earlier cell', () => {
    const displays: Displays = new Map();
    const first = fold([display('old', 'd')], displays);
    expect(fold([display('new', 'd', 'update_display_data')], displays)).toEqual([]);
    expect(first).toMatchObject([{ data: { 'text/plain': 'new' } }]);
  });

  it('adds nothing for an update of a display that does not exist', () => {
    expect(fold([display('new', 'unknown', 'update_display_data')])).toEqual([]);
  });

  it('does not store what is transient', () => {
    expect(fold([display('x', 'd')])).toEqual([
      { output_type: 'display_data', data: { 'text/plain': 'x' }, metadata: {} },
    ]);
  });

  it('stores results and errors', () => {
    const result = request('execute_result', 's', {
      data: { 'text/plain': '1' },
      metadata: {},
      execution_count: 4,
    });
    const error = request('error', 's', { ename: 'E', evalue: 'v', traceback: ['t'] });
    expect(fold([result, error])).toEqual([
      { output_type: 'execute_result', data: { 'text/plain': '1' }, metadata: {}, execution_count: 4 },
      { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['t'] },
    ]);
  });

  it('passes over messages that carry no output', () => {
    expect(
      fold([request('status', 's', { execution_state: 'idle' }), request('execute_input', 's', {})]),
    ).toEqual([]);
  });

  it('drops what a cell has cleared, at once or before its next output', () => {
    const clear = (wait: boolean) => request('clear_output', 's', { wait });
    expect(fold([stream('stdout', 'old'), clear(false)])).toEqual([]);
    expect(fold([stream('stdout', 'old'), clear(true)])).toMatchObject([{ text: 'old' }]);
    expect(fold([stream('stdout', 'old'), clear(true), stream('stdout', 'new')])).toMatchObject([
      { text: 'new' },
    ]);
    const displays: Displays = new Map();
    expect(fold([display('gone', 'd'), clear(false), display('new', 'd')], displays)).toHaveLength(1);
    expect(displays.get('d')).toHaveLength(1);
  });
});

import type { Channels, Incoming } from '../../execution/queue/channels';

/** Answers a request of a kernel that could not start: what it is, and to all else why it does nothing. */
export function refuse(
  channels: Channels,
  info: Record<string, unknown>,
  request: Incoming,
  why: string,
): void {
  const type = request.header.msg_type;
  const error = { ename: 'KernelError', evalue: why, traceback: [why] };
  void channels.publish(request.header, 'status', { execution_state: 'busy' });
  if (type === 'execute_request') void channels.publish(request.header, 'error', error);
  if (type.endsWith('_request')) {
    const reply = type === 'kernel_info_request' ? info : { status: 'error', ...error };
    void channels.send(request, type.replace(/_request$/, '_reply'), reply);
  }
  void channels.publish(request.header, 'status', { execution_state: 'idle' });
}

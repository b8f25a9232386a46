import type { ChannelName } from '../execution/queue/channels';
import type { MessageHeader } from '../wire/wire-message';

/** A message of Jupyter's protocol, as front ends hold it. */
export interface JupyterMessage {
  channel: ChannelName | 'iopub';
  header: MessageHeader;
  parent_header: Partial<MessageHeader>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
  buffers?: unknown[];
}

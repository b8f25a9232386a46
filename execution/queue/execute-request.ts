/** What an `execute_request` asks for; https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute */
export interface ExecuteRequest {
  code: string;
  silent: boolean;
  stores: boolean;
  userExpressions: [name: string, expression: string][];
  allowsInput: boolean;
  stopsOnError: boolean;
}

/** Reads a request; what it leaves out, or says in another type, is as the protocol has it by default. */
export function executeRequest(content: Record<string, unknown>): ExecuteRequest {
  const { code, silent, store_history, user_expressions, allow_stdin, stop_on_error } = content;
  return {
    code: typeof code === 'string' ? code : '',
    silent: silent === true,
    stores: silent !== true && store_history !== false,
    userExpressions: Object.entries(Object(user_expressions)).map(([name, one]) => [name, String(one)]),
    allowsInput: allow_stdin !== false,
    stopsOnError: stop_on_error !== false,
  };
}

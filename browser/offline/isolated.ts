/** What a page must be sent with to be cross-origin isolated, which a plain host such as GitHub Pages cannot do. */
const headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Gives a response the headers that isolate its page. A page needs that to share memory with its workers, and the kernel
 * needs shared memory to interrupt a loop that awaits nothing.
 *
 * @returns a response of its own; what the browser lets nobody look into, such as a redirection, comes back as it is
 */
export function isolated(response: Response): Response {
  if (response.status === 0) return response;
  const { body, status, statusText } = response;
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(body, { status, statusText, headers: all });
}

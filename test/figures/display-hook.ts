/** What the kernel would have been asked to display, in order. */
export interface Displayed {
  data: Record<string, unknown>;
  id: string | undefined;
  update: boolean;
}

const hook = Symbol.for('bayes-notebooks.display');

/** Stands in for the kernel while `action` runs, and returns what it displayed. */
export function displayedBy(action: () => void): Displayed[] {
  const displayed: Displayed[] = [];
  const scope = globalThis as { [hook]?: unknown };
  scope[hook] = (
    message: { data: Record<string, unknown>; transient: { display_id?: string } },
    update: boolean,
  ) => {
    // Through JSON, as it goes to the front end.
    const data = JSON.parse(JSON.stringify(message.data)) as Record<string, unknown>;
    displayed.push({ data, id: message.transient.display_id, update });
  };
  try {
    action();
  } finally {
    delete scope[hook];
  }
  return displayed;
}

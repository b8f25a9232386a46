const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML or XML spells it, between tags and in quoted attributes alike. */
export function escapeMarkup(raw: string): string {
  return raw.replace(/[&<>"']/g, (character) => entities[character] as string);
}

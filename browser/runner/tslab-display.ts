/** tslab's display module, `import * as tslab from 'tslab'` in a cell, in a tab. */
import { displayed } from '../../execution/cell';

/** Shows one bundle, or renews it where it has an id. */
type Show = (data: Record<string, unknown>) => void;

let displays = 0;

/** The characters of bytes, as `btoa` wants them. */
function base64(image: string | Uint8Array): string {
  if (typeof image === 'string') return image;
  return btoa(Array.from(image, (byte) => String.fromCharCode(byte)).join(''));
}

/** The functions of `tslab.display`, by which `show` shows. */
function displayBy(show: Show): Record<string, unknown> {
  const text = (type: string) => (content: string) => show({ [type]: content });
  const image = (type: string) => (content: string | Uint8Array) => show({ [type]: base64(content) });
  return {
    html: text('text/html'),
    javascript: text('text/javascript'),
    latex: text('text/latex'),
    markdown: text('text/markdown'),
    svg: text('image/svg+xml'),
    text: text('text/plain'),
    gif: image('image/gif'),
    jpeg: image('image/jpeg'),
    pdf: image('application/pdf'),
    png: image('image/png'),
    raw: (type: string, content: string | Uint8Array) =>
      show({ [type]: typeof content === 'string' ? content : base64(content) }),
  };
}

/** @returns a display whose content a later call renews in its place */
function newDisplay(): Record<string, unknown> {
  displays += 1;
  const id = `tslab-${displays}`;
  let isShown = false;
  return displayBy((data) => {
    displayed({ data, metadata: {}, transient: { display_id: id } }, isShown);
    isShown = true;
  });
}

/** What cells import as tslab. */
export const tslab = {
  __esModule: true,
  display: displayBy((data) => displayed({ data, metadata: {}, transient: {} }, false)),
  newDisplay,
};

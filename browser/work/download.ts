/** Gives the student a file. It is made from what is on the screen, so it needs no room in the browser's storage. */
export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/x-ipynb+json' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

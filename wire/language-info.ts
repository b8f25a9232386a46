import ts from 'typescript';

/**
 * The language of the cells, as the kernel tells it and every notebook keeps it: JupyterLab marks a notebook that says
 * otherwise as changed as soon as it is opened.
 */
export const languageInfo = {
  codemirror_mode: { name: 'javascript', typescript: true },
  file_extension: '.ts',
  mimetype: 'text/typescript',
  name: 'typescript',
  nbconvert_exporter: 'script',
  pygments_lexer: 'typescript',
  version: ts.version,
};

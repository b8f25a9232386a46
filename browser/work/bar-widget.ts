import type { NotebookPanel, SharedModules } from './jupyterlab';

/**
 * Puts a node between a notebook's toolbar and its cells. The layout there gives a widget the least height that it
 * asks for, so it is told whenever the node's changes.
 *
 * @returns what takes it away
 */
export function showAbove(
  panel: NotebookPanel,
  node: HTMLElement,
  { Widget }: SharedModules['@lumino/widgets'],
): () => void {
  const holder = document.createElement('div');
  holder.className = 'bayes-WorkBar-holder';
  holder.append(node);
  const widget = new Widget({ node: holder });
  panel.contentHeader.addWidget(widget);
  new ResizeObserver(() => {
    holder.style.minHeight = `${node.offsetHeight}px`;
    widget.parent?.fit();
  }).observe(node);
  return () => widget.dispose();
}

/** How the bar looks, in the colours of JupyterLab's theme. */
export const workBarStyle = `
.bayes-WorkBar-holder { overflow: hidden; }
.bayes-WorkBar {
  background: var(--jp-layout-color1);
  border-bottom: 1px solid var(--jp-border-color2);
  color: var(--jp-ui-font-color1);
  font-size: var(--jp-ui-font-size1);
}
.bayes-WorkBar-line, .bayes-WorkBar-notice {
  align-items: center;
  display: flex;
  flex-wrap: wrap;
  gap: 4px 10px;
  padding: 4px 12px;
}
.bayes-WorkBar-kept { flex: 1 1 18em; }
.bayes-WorkBar-kept summary { cursor: pointer; }
.bayes-WorkBar button { flex: none; }
.bayes-WorkBar button.jp-mod-styled { height: auto; line-height: 1.4; min-height: 26px; padding: 2px 12px; }
.bayes-WorkBar button:disabled { opacity: 0.5; }
.bayes-WorkBar-name {
  background: none;
  border: 0;
  color: var(--jp-content-link-color);
  cursor: pointer;
  font: inherit;
  padding: 4px 0;
  text-decoration: underline;
}
.bayes-WorkBar-notice {
  background: var(--jp-warn-color3);
  color: #1f1f1f;
}
.bayes-WorkBar-notice[data-notice='not kept'] { background: #b3261e; color: #fff; font-weight: 600; }
.bayes-WorkBar-text { flex: 1 1 24em; }
`;

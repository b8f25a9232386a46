import { getLanguage } from '../language';

/** What plotly says of each button in English, and in Polish. */
const polish = {
  Zoom: 'Powiększ zaznaczony fragment',
  Pan: 'Przesuń',
  'Zoom in': 'Przybliż',
  'Zoom out': 'Oddal',
  'Reset axes': 'Pokaż całość',
  'Download plot as a PNG': 'Zapisz jako PNG',
  'Double-click to zoom back out': 'Podwójne kliknięcie pokaże znów całość',
  'Preparing image - this may take a few seconds': 'Przygotowuję obraz, to może chwilę potrwać',
  'Image download succeeded': 'Zapisano obraz',
  'Sorry, there was a problem downloading your image!': 'Nie udało się zapisać obrazu',
};

/** The bar's width in pixels, with a little air: every figure's right margin has room for it. */
export const modeBarWidth = 38;

/**
 * How plotly shows its buttons: while the pointer is over the figure, those alone that the lecture's figures have a use
 * for, with their hints in the notebook's language.
 */
export function modeBarConfig(): Record<string, unknown> {
  return {
    displayModeBar: 'hover',
    modeBarButtons: [['zoom2d', 'pan2d'], ['zoomIn2d', 'zoomOut2d', 'resetScale2d'], ['toImage']],
    ...(getLanguage() === 'pl' && { locale: 'pl', locales: { pl: { dictionary: polish } } }),
  };
}

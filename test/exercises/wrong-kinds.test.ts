import { expect, test } from 'vitest';
import { wrongKind } from '../../exercises/wrong-kinds';

test.each([
  ['a plain number', 'zwykła liczba'],
  ['a promise', 'obietnica (Promise)'],
  ['a list of 3 values', 'lista 3 wartości'],
  ['a list whose value 2 is a plain string', 'lista, w której element 2 to napis'],
  ['a list whose tensor 0 is disposed', 'lista, w której element 0 to tensor już usunięty (dispose)'],
  ['undefined', 'undefined'],
])('wrongKind(%j) is %j in Polish', (got, pl) => expect(wrongKind(got)).toEqual({ pl, en: got }));

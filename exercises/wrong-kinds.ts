import type { Words } from '../lib/language';

/** What an answer may return in place of a tensor, as the grader's child and the self-check name it. */
const polish: [RegExp, string][] = [
  [/^an object that is not a tensor$/, 'obiekt, który nie jest tensorem'],
  [/^a typed array$/, 'tablica typowana'],
  [/^a disposed tensor$/, 'tensor już usunięty (dispose)'],
  [/^a tensor of (\w+)$/, 'tensor typu $1'],
  [/^a promise$/, 'obietnica (Promise)'],
  [/^a function$/, 'funkcja'],
  [/^a list of (\d+) values$/, 'lista $1 wartości'],
  [/^a list$/, 'lista'],
  [/^a plain number$/, 'zwykła liczba'],
  [/^a plain string$/, 'napis'],
  [/^a plain boolean$/, 'wartość logiczna'],
];

/** The same in both languages; what has no Polish name stays as it is. */
export function wrongKind(got: string): Words {
  const inList = /^a list whose (?:value|tensor) (\d+) is (.*)$/.exec(got);
  if (inList) {
    const inner = inList[2] === 'disposed' ? 'a disposed tensor' : (inList[2] as string);
    return { pl: `lista, w której element ${inList[1]} to ${wrongKind(inner).pl}`, en: got };
  }
  const [pattern, words] = polish.find(([known]) => known.test(got)) ?? [/$^/, got];
  return { pl: got.replace(pattern, words), en: got };
}

/** Whether each word of a file's name tells an edition or a version of the file, and none of them a student. */
export const saysEdition = (text: string): boolean =>
  text
    .toLowerCase()
    .split(/[ _.–—-]+/)
    .every((word) => editionWord.test(word));

const editionWord =
  /^(?:|pl|en|\d+|v\d*|final|finalna|finalny|final\d|ostateczn[aey]|solved|solution|rozwi[aą]zan[aeiy]e?|poprawk[ai]|poprawion[aey]|new|now[aey]|ok|wersja|version|kopia|copy\d*|\(\d+\))$/;

/** The conclusions in words of exercise 2: read by a person, never marked here. */
export const conclusions = {
  id: 'exercise-2-conclusions',
  /** Fewer words of the student's own than this are pointed out as too short. */
  fewestWords: 20,
  /** What the untouched cell says, a sentence at a time, so that what a student leaves standing is not theirs. */
  stub: [
    'Wnioski z zadania 2',
    'Zastąp ten tekst swoimi wnioskami (kilka zdań).',
    'Do czego dąży średnia wyjść, a do czego wyjście średnich parametrów?',
    'Czy różnica znika, gdy losowań jest więcej, i dlaczego?',
    'Co stało się z pasmem niepewności?',
    'Co by było, gdyby członkowie zespołu pochodzili z niezależnych treningów?',
    'Poprzyj to liczbami z powyższych komórek.',
    'Conclusions from exercise 2',
    'Replace this text by your conclusions (a few sentences).',
    'What does the mean of the outputs tend to, and what the output of the mean parameters?',
    'Does the difference vanish with more draws, and why?',
    'What became of the uncertainty band?',
    'What if the members came from independent trainings?',
    'Support it with numbers from the cells above.',
  ],
};

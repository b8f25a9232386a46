// @ts-nocheck: runs in the browser, whose globals the project's compiler does not know

const list = document.getElementById('students');
const students = [...list.children];
const filter = document.getElementById('filter');
const shown = document.getElementById('shown');
const picks = [...document.querySelectorAll('.pick')];

/** Shows the hand-ins that hold every word of the search, and the reason that is picked. */
function show() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const reason = picks.find((pick) => pick.getAttribute('aria-pressed') === 'true')?.dataset.reason;
  for (const student of students) {
    const { search, reasons } = student.dataset;
    const picked = !reason || reasons.split(' ').includes(reason);
    student.hidden = !picked || !words.every((word) => search.includes(word));
  }
  const count = students.filter((student) => !student.hidden).length;
  shown.textContent = shown.dataset.words.replace('{shown}', count).replace('{all}', students.length);
}

filter.addEventListener('input', show);
for (const pick of picks)
  pick.addEventListener('click', () => {
    const pressed = pick.getAttribute('aria-pressed') === 'true';
    for (const one of picks) one.setAttribute('aria-pressed', 'false');
    pick.setAttribute('aria-pressed', String(!pressed));
    show();
  });
document.getElementById('order').addEventListener('change', (event) => {
  const byScore = [...students].sort((a, b) => Number(a.dataset.score) - Number(b.dataset.score));
  list.append(...(event.target.value === 'score' ? byScore : students));
});
document.getElementById('open').addEventListener('click', () => {
  const seen = students.filter((student) => !student.hidden);
  const open = seen.some((student) => !student.open);
  for (const student of seen) student.open = open;
});

// what is closed would not be printed
let closed = [];
addEventListener('beforeprint', () => {
  closed = students.filter((student) => !student.open);
  for (const student of closed) student.open = true;
});
addEventListener('afterprint', () => {
  for (const student of closed) student.open = false;
});

document.getElementById('controls').hidden = false;
show();

// @ts-nocheck: runs in the browser, whose globals the project's compiler does not know

const summary = JSON.parse(document.getElementById('summary').textContent);
const font = { family: 'system-ui, "Segoe UI", Roboto, Arial, sans-serif', size: 13, color: '#1f2430' };
const colours = ['#3b5bdb', '#e8590c', '#2b8a3e'];
const base = (title) => ({
  title: { text: title, font: { ...font, size: 15 }, x: 0.03, xanchor: 'left' },
  font,
  height: 320,
  margin: { l: 56, r: 20, t: 48, b: 48 },
  paper_bgcolor: '#fff',
  plot_bgcolor: '#fff',
});
// left to itself, plotly puts halves between small counts and rounds their labels
const wholeTicks = (most) => (most < 6 ? { dtick: 1 } : { tickformat: 'd' });
const config = { displayModeBar: false, responsive: true };

// bars counted here: the small plotly bundle that the page carries draws no histograms of its own
const drawMarks = ({ id, maxScore, scores }, place) => {
  const step = maxScore > 12 ? Math.ceil(maxScore / 10) : 1;
  const bins = Array.from({ length: Math.floor(maxScore / step) + 1 }, (_, i) => i * step);
  const counts = bins.map(() => 0);
  for (const score of scores) counts[Math.min(bins.length - 1, Math.floor(score / step))]++;
  const binNames = bins.map((low) =>
    low + step > maxScore ? String(low) : `${low} – ${(low + step - 0.01).toFixed(2)}`,
  );
  Plotly.newPlot(
    place,
    [
      {
        type: 'bar',
        x: bins,
        y: counts,
        customdata: binNames,
        text: counts.map((count) => (count > 0 ? String(count) : '')),
        textposition: 'outside',
        cliponaxis: false,
        marker: { color: colours[0] },
        hovertemplate: '%{customdata}: %{y}<extra></extra>',
      },
    ],
    {
      ...base(summary.assignments.length > 1 ? `${summary.words.marks}: ${id}` : summary.words.marks),
      bargap: 0.08,
      xaxis: {
        title: { text: summary.words.points, standoff: 8 },
        dtick: step,
        zeroline: false,
        showgrid: false,
      },
      yaxis: {
        title: { text: summary.words.count },
        rangemode: 'tozero',
        gridcolor: '#e4e7ec',
        ...wholeTicks(Math.max(...counts)),
        zeroline: false,
      },
    },
    config,
  );
};
for (const [i, place] of [...document.querySelectorAll('.marks')].entries())
  drawMarks(summary.assignments[i], place);

const wrap = (text) => text.replace(/(.{1,44})(?:\s+|$)/g, '$1<br>').replace(/<br>$/, '');
const plainTick = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const common = summary.misconceptions.slice(0, 8).reverse();
if (common.length === 0) {
  const none = document.createElement('p');
  none.textContent = summary.words.none;
  document.getElementById('misconceptions').append(none);
} else {
  Plotly.newPlot(
    'misconceptions',
    [
      {
        type: 'bar',
        orientation: 'h',
        x: common.map(([, count]) => count),
        y: common.map((_, i) => i),
        text: common.map(([, count]) => String(count)),
        textposition: 'auto',
        textangle: 0,
        marker: { color: colours[1] },
        hovertemplate: '%{x}<extra></extra>',
      },
    ],
    {
      ...base(summary.words.misconceptions),
      margin: { l: 285, r: 24, t: 48, b: 40 },
      bargap: 0.35,
      yaxis: {
        tickvals: common.map((_, i) => i),
        ticktext: common.map(([name]) => wrap(plainTick(name))),
        tickfont: { size: 12 },
        ticks: 'outside',
        tickcolor: '#fff',
        zeroline: false,
      },
      xaxis: {
        rangemode: 'tozero',
        gridcolor: '#e4e7ec',
        ...wholeTicks(common.at(-1)[1]),
        zeroline: false,
      },
    },
    config,
  );
}

const list = document.getElementById('students');
const students = [...list.children];
document.getElementById('filter').addEventListener('input', (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const student of students)
    student.hidden = !words.every((word) => student.dataset.search.includes(word));
});
document.getElementById('order').addEventListener('change', (event) => {
  const byScore = [...students].sort((a, b) => Number(a.dataset.score) - Number(b.dataset.score));
  list.append(...(event.target.value === 'score' ? byScore : students));
});
document.getElementById('open').addEventListener('click', () => {
  const open = students.some((student) => !student.open && !student.hidden);
  for (const student of students) student.open = open;
});

/** The page's only script: sorting a table by a column's head, and showing one group. Without it the page loses only these. */
export const SCRIPT = `
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  const valueOf = (row, column) => {
    const figure = row.cells[column].querySelector('[data-value]');
    const text = figure ? figure.dataset.value : row.cells[column].textContent.trim();
    const number = text === '' ? NaN : Number(text);
    return { text, number, empty: text === '' };
  };
  table.tHead.querySelectorAll('button').forEach((button) => {
    button.addEventListener('click', () => {
      const head = button.closest('th');
      const column = head.cellIndex;
      const down = head.getAttribute('aria-sort') !== 'descending';
      for (const other of head.parentNode.cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const sign = down ? -1 : 1;
      const rows = [...body.rows].sort((a, b) => {
        const [left, right] = [valueOf(a, column), valueOf(b, column)];
        if (left.empty || right.empty) return left.empty - right.empty;
        return sign * (Number.isNaN(left.number) ? left.text.localeCompare(right.text, document.documentElement.lang) : left.number - right.number);
      });
      body.append(...rows);
    });
  });
}
for (const select of document.querySelectorAll('select[data-filters]')) {
  const bar = select.closest('.filter');
  const { rows } = document.getElementById(select.dataset.filters).tBodies[0];
  bar.hidden = false;
  select.addEventListener('change', () => {
    let shown = 0;
    for (const row of rows) {
      row.hidden = select.value !== '' && !row.dataset.in.split('\\n').includes(select.value);
      if (!row.hidden) shown += 1;
    }
    bar.querySelector('output').textContent = shown + ' / ' + rows.length;
  });
}
`;

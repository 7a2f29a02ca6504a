/** The page's only script: sorting a table by the button in a column's head. Without it the page only loses the sorting. */
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
        return sign * (Number.isNaN(left.number) ? left.text.localeCompare(right.text) : left.number - right.number);
      });
      body.append(...rows);
    });
  });
}
`;

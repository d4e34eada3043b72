// A table that is wider than a phone is shown row by row, each cell with the name of its column; without this it scrolls sideways.
const phone = window.matchMedia('(max-width: 40rem)');
const tables = [...document.querySelectorAll('table:not(.chart, .bars, .days-table table)')].filter(table => table.tHead?.rows.length === 1);

tables.forEach(table => {
  const names = [...table.tHead.rows[0].cells].map(cell => cell.textContent.trim());
  [...table.tBodies].flatMap(body => [...body.rows]).filter(row => row.cells.length === names.length)
    .forEach(row => [...row.cells].forEach((cell, column) => { cell.dataset.column = names[column]; }));
});

const fold = () => tables.forEach(table => {
  table.classList.remove('folded');
  table.classList.toggle('folded', phone.matches && table.getBoundingClientRect().right > document.documentElement.clientWidth);
});

phone.addEventListener('change', fold);
fold();

// Sorts a table by the column whose heading is pressed: numbers largest first, words from A, again to turn round.
document.querySelectorAll("th[aria-sort] button").forEach((button) => {
  button.addEventListener("click", () => {
    const th = button.parentElement, body = th.closest("table").tBodies[0], at = th.cellIndex;
    const value = (row) => row.cells[at].dataset.value ?? row.cells[at].textContent.trim();
    const first = th.classList.contains("number") ? "descending" : "ascending";
    const other = { ascending: "descending", descending: "ascending" };
    const order = other[th.getAttribute("aria-sort")] ?? first;
    const sign = order === "ascending" ? 1 : -1;
    const compare = (a, b) => value(a).localeCompare(value(b), undefined, { numeric: true });
    const number = (row) => (value(row) === "" ? -Infinity : Number(value(row)));
    const by = first === "descending" ? (a, b) => number(a) - number(b) || 0 : compare;
    th.parentElement.querySelectorAll("th[aria-sort]").forEach((one) => one.setAttribute("aria-sort", "none"));
    th.setAttribute("aria-sort", order);
    body.append(...[...body.rows].sort((a, b) => sign * by(a, b)));
  });
});

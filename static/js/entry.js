/*
 * The keys of a spreadsheet for the entry grid, and what the checks say of a row as it is left.
 *
 * The page is a plain form and is whole without this file. Nothing typed is changed here: 71.9% and 1,897 stay as
 * they are, and the server reads them. A check asks data-check with {indicator, figure, numerator, denominator} and
 * is answered {findings: [{level, column, sentence}, …]}.
 */
(function () {
  "use strict";

  const form = document.getElementById("entry-form");
  if (!form) return;
  const told = document.getElementById("entry-told");
  const rows = Array.from(form.querySelectorAll(".entry-row"));
  const CHECKED = ["figure", "numerator", "denominator"];
  const COLUMNS = [...CHECKED, "standing", "note"];

  const cellIn = (row, column) => row.querySelector(`td[data-column="${column}"]`);
  const inputIn = (row, column) => cellIn(row, column).querySelector("input[type=text], select");

  /** Where an input stands in the grid, or null: radio buttons and the reason are not cells. */
  function placeOf(input) {
    const cell = input.closest("td[data-column]");
    if (!cell || !input.matches("input[type=text], select")) return null;
    return { row: rows.indexOf(cell.closest(".entry-row")), column: COLUMNS.indexOf(cell.dataset.column) };
  }

  function inputAt(row, column) {
    return rows[row] && COLUMNS[column] ? inputIn(rows[row], COLUMNS[column]) : null;
  }

  /* Keys. */

  const before = new WeakMap(); // what a cell held when it was entered

  function goTo(input) {
    if (!input) return;
    input.focus();
    if (input.select) input.select();
  }

  /** Nothing after it in its row takes the focus, no answers to choose from either. */
  const isLastOf = (input, place) => place.column === COLUMNS.length - 1 && !input.closest("td").querySelector("fieldset");

  form.addEventListener("focusin", (event) => {
    if (placeOf(event.target)) before.set(event.target, event.target.value);
  });

  form.addEventListener("keydown", (event) => {
    const place = placeOf(event.target);
    if (!place || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isChoice = event.target.tagName === "SELECT"; // its arrows choose
    if (event.key === "Enter") {
      event.preventDefault();
      goTo(inputAt(place.row + (event.shiftKey ? -1 : 1), place.column));
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !isChoice && !event.shiftKey) {
      event.preventDefault();
      goTo(inputAt(place.row + (event.key === "ArrowUp" ? -1 : 1), place.column));
    } else if (event.key === "Tab" && !event.shiftKey && isLastOf(event.target, place) && inputAt(place.row + 1, 0)) {
      event.preventDefault(); // past the link on the next row's name, which Shift+Tab reaches
      goTo(inputAt(place.row + 1, 0));
    } else if (event.key === "Escape" && event.target.value !== before.get(event.target)) {
      event.preventDefault();
      event.target.value = before.get(event.target);
      event.target.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  /* Pasting a block. */

  /** Rows of cells from a spreadsheet's text; a cell with quotes or line ends in it comes in double quotes. */
  function block(text) {
    const found = [[]];
    let cell = "";
    let quoted = false;
    const put = () => {
      found[found.length - 1].push(cell.trim());
      cell = "";
    };
    for (let i = 0; i < text.length; i += 1) {
      const letter = text[i];
      if (quoted && letter === '"' && text[i + 1] === '"') {
        cell += letter;
        i += 1;
      } else if (quoted && letter === '"') quoted = false;
      else if (quoted) cell += letter === "\n" ? " " : letter;
      else if (letter === '"' && cell === "") quoted = true;
      else if (letter === "\t") put();
      else if (letter === "\n") {
        put();
        found.push([]);
      } else cell += letter;
    }
    put();
    const last = found[found.length - 1];
    if (found.length > 1 && last.length === 1 && last[0] === "") found.pop();
    return found;
  }

  /** Whether the input took the text: a list takes only what it offers, or the beginning of it. */
  function fill(input, text) {
    if (input.tagName === "SELECT") {
      const word = text.toLowerCase();
      const option = Array.from(input.options).find((one) => word && one.value.startsWith(word));
      if (!option) return false;
      input.value = option.value;
    } else input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

  form.addEventListener("paste", (event) => {
    const place = placeOf(event.target);
    const text = event.clipboardData ? event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n") : "";
    if (!place || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    let filled = 0;
    let left = 0;
    const reached = new Set();
    block(text).forEach((cells, down) => {
      cells.forEach((cell, right) => {
        const input = inputAt(place.row + down, place.column + right);
        if (input && fill(input, cell)) {
          filled += 1;
          reached.add(rows[place.row + down]);
        } else left += 1;
      });
    });
    const rest = left ? ` ${counted(left, "cell", "cells")} did not fit and ${left === 1 ? "was" : "were"} left out.` : "";
    told.textContent = `${counted(filled, "cell", "cells")} filled.${rest}`;
    reached.forEach((row) => check(row));
  });

  /* Nothing typed is lost by leaving the page. */

  let isLeaving = false;
  const fields = Array.from(form.querySelectorAll(".entry-row input[type=text], .entry-row select, textarea"));
  const standing = (field) =>
    field.tagName === "SELECT" ? (Array.from(field.options).find((one) => one.defaultSelected) || {}).value : field.defaultValue;

  form.addEventListener("submit", () => {
    isLeaving = true;
  });
  window.addEventListener("pageshow", () => {
    isLeaving = false;
  });
  window.addEventListener("beforeunload", (event) => {
    const unsaved = form.dataset.unsaved || fields.some((field) => field.value !== standing(field));
    if (unsaved && !isLeaving) event.preventDefault();
  });

  /* The checks, one row at a time; the answer to an older question is dropped. */

  const asked = new WeakMap(); // what was last asked of a row
  const texts = (row) => Object.fromEntries(CHECKED.map((column) => [column, inputIn(row, column).value]));
  rows.filter((row) => !row.dataset.typed).forEach((row) => asked.set(row, JSON.stringify(texts(row))));
  let line = Promise.resolve();

  function check(row) {
    const question = JSON.stringify(texts(row));
    if (asked.get(row) === question) return;
    asked.set(row, question);
    line = line.then(async () => {
      if (asked.get(row) !== question) return;
      let findings;
      try {
        const answer = await fetch(form.dataset.check, {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
          },
          body: JSON.stringify({ indicator: Number(row.dataset.indicator), ...JSON.parse(question) }),
        });
        findings = (await answer.json()).findings;
      } catch {
        findings = undefined;
      }
      if (asked.get(row) !== question) return;
      if (!findings) asked.delete(row); // asked again when the row is next left
      show(row, findings || [{ level: "Note", column: "figure", sentence: "This row could not be checked just now." }]);
    });
  }

  function show(row, findings) {
    const place = document.getElementById(`check-${row.dataset.indicator}`);
    place.replaceChildren(
      ...findings.map((finding) => {
        const words = document.createElement("p");
        const level = document.createElement("strong");
        level.textContent = `${finding.level}: `;
        words.className = `entry-${finding.level.toLowerCase()}`;
        words.append(level, finding.sentence);
        return words;
      }),
    );
    CHECKED.forEach((column) => describe(inputIn(row, column), place.id, findings.some((one) => one.column === column)));
  }

  /** Adds the message to what describes the input, or takes it away. */
  function describe(input, id, isDescribed) {
    const others = (input.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== id);
    const all = isDescribed ? [...others, id] : others;
    if (all.length) input.setAttribute("aria-describedby", all.join(" "));
    else input.removeAttribute("aria-describedby");
  }

  form.addEventListener("focusout", (event) => {
    if (placeOf(event.target)) check(event.target.closest(".entry-row"));
  });

  /* As the page comes. */

  form.querySelectorAll(".entry-keys").forEach((words) => {
    words.hidden = false;
  });
  const summary = document.getElementById("entry-summary");
  if (summary) summary.focus();
  rows.filter((row) => row.dataset.typed).forEach(check);
})();

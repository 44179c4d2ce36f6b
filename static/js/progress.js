/*
 * Keeps the bar of work that a worker does up to date while its page stands open, and loads the page again once it is done.
 *
 * The page is whole without this file: a reload shows the same. It asks data-state, which answers
 * {state, words, done, to_do, waiting, finished}.
 */
(function () {
  "use strict";

  const place = document.getElementById("progress");
  if (!place) return;
  const bar = document.getElementById("progress-done");
  const words = document.getElementById("progress-words");
  const back = document.getElementById("progress-back");
  const EVERY = 1500;

  function show(found) {
    bar.max = found.to_do || 1;
    bar.value = found.done;
    if (words.textContent !== found.words) words.textContent = found.words; // told once, not at every look
    if (back && !found.waiting) back.hidden = true;
    if (found.finished) window.location.reload();
    return found.finished;
  }

  async function look() {
    try {
      const answer = await fetch(place.dataset.state, { headers: { Accept: "application/json" } });
      if (answer.ok && show(await answer.json())) return;
    } catch {
      // The site is away for a moment: the bar stays as it was, and the next look may find it.
    }
    setTimeout(look, EVERY);
  }

  setTimeout(look, EVERY);
})();

/*
 * Draws each figure's chart from its JSON and then puts the static picture aside (it stays for paper).
 *
 * The JSON, as boardpack/charts.py sends it:
 *   labels    ["Apr-21", …]
 *   datasets  [{label, data: [number or null, …], borderColor, borderDash: [..], role}, …]
 *             role "outturn" is drawn with points; null is no number: the line breaks there, never a zero
 *   options   {title, unit ("%" or ""), startsAtZero, marks: [{at: index of a label, label}, …]}
 * Colours and dashes are decided there, so this file knows none but the ink of axes and labels.
 * Whatever fails here, the static picture and the data table are in the page already.
 */
(function () {
  "use strict";

  const INK = "#16202b";
  const QUIET = "#4b5662";
  const GRID = "#e4e8ed";
  const NARROW = 560; // px of canvas under which labels at line ends have no room and a key stands below instead
  const LEAD = 20; // px from the end of a line to its name
  const MARKERS_UP_TO = 36; // months; more points than that would hide their line
  const FONT = { family: "arial, sans-serif", size: 13 };
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const written = (value, unit) =>
    value.toLocaleString("en-GB", { maximumFractionDigits: 1 }) + (unit || "");

  const lastIndex = (data) => data.reduce((found, value, index) => (value === null ? found : index), -1);

  const named = (line, index, unit) => `${line.label}: ${written(line.data[index], unit)}`;

  const isNarrow = (chart) => chart.width < NARROW;

  /** Pushes labels apart so that none covers another: from the top down, then back up from the floor. */
  function apart(places, gap, floor) {
    places.sort((one, other) => one.y - other.y);
    for (let i = 1; i < places.length; i += 1) {
      places[i].y = Math.max(places[i].y, places[i - 1].y + gap);
    }
    let limit = floor;
    for (let i = places.length - 1; i >= 0; i -= 1) {
      places[i].y = Math.min(places[i].y, limit);
      limit = places[i].y - gap;
    }
    return places;
  }

  /** The name and last value of each line, at its end, with a stroke that leads to it. */
  const names = {
    id: "names",
    afterDatasetsDraw(chart, _args, options) {
      if (isNarrow(chart)) return;
      const places = [];
      chart.data.datasets.forEach((line, index) => {
        const last = lastIndex(line.data);
        if (last < 0) return;
        const point = chart.getDatasetMeta(index).data[last];
        places.push({ y: point.y, colour: line.borderColor, end: point.y, words: named(line, last, options.unit), strong: line.role === "outturn" });
      });
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.textBaseline = "middle";
      apart(places, 17, chartArea.bottom).forEach((place) => {
        ctx.strokeStyle = place.colour;
        ctx.beginPath();
        ctx.moveTo(chartArea.right + 6, place.end);
        ctx.lineTo(chartArea.right + LEAD, place.y);
        ctx.stroke();
        ctx.fillStyle = place.colour;
        ctx.font = `${place.strong ? "bold " : ""}${FONT.size}px ${FONT.family}`;
        ctx.fillText(place.words, chartArea.right + LEAD + 4, place.y, chart.width - chartArea.right - LEAD - 6);
      });
      ctx.restore();
    },
  };

  /** Dated marks: a thin upright line with its words. */
  const marks = {
    id: "marks",
    beforeDatasetsDraw(chart, _args, options) {
      const { ctx, chartArea, scales } = chart;
      ctx.save();
      ctx.strokeStyle = QUIET;
      ctx.fillStyle = QUIET;
      ctx.font = `12px ${FONT.family}`;
      ctx.setLineDash([2, 3]);
      (options.marks || []).forEach((mark, row) => {
        const x = scales.x.getPixelForValue(mark.at);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.textAlign = x > (chartArea.left + chartArea.right) / 2 ? "right" : "left";
        ctx.fillText(mark.label, x + (ctx.textAlign === "right" ? -4 : 4), chartArea.top + 10 + 14 * (row % 3));
      });
      ctx.restore();
    },
  };

  function asLine(line) {
    const main = line.role === "outturn";
    const every = main && line.data.length <= MARKERS_UP_TO;
    const last = lastIndex(line.data);
    const alone = (index) => line.data[index - 1] == null && line.data[index + 1] == null;
    return {
      ...line,
      backgroundColor: line.borderColor,
      borderWidth: main ? 2.5 : 1.75,
      pointRadius: line.data.map((_value, index) => (every || (main && index === last) ? 4 : alone(index) ? 3 : 0)),
      stepped: line.role === "mean" || line.role === "limit" ? "middle" : false, // limits jump where a step begins
      pointHoverRadius: 5,
      pointStyle: "circle",
      spanGaps: false,
      tension: 0,
      order: main ? 0 : 1,
    };
  }

  /** Room at the right for the longest name; none on a narrow screen, where the key stands below. */
  function roomForNames(datasets, unit, context) {
    context.font = `bold ${FONT.size}px ${FONT.family}`;
    const widths = datasets
      .filter((line) => lastIndex(line.data) >= 0)
      .map((line) => context.measureText(named(line, lastIndex(line.data), unit)).width);
    return Math.min(280, Math.max(0, ...widths) + LEAD + 8);
  }

  /** The key under a narrow chart: a stroke as the line is drawn, its name and last value. */
  const keyEntries = (unit) => (chart) =>
    chart.data.datasets.map((line, index) => ({
      text: lastIndex(line.data) < 0 ? line.label : named(line, lastIndex(line.data), unit),
      datasetIndex: index,
      pointStyle: "line",
      strokeStyle: line.borderColor,
      fontColor: INK,
      lineDash: line.borderDash,
      lineWidth: line.borderWidth,
    }));

  function settings(answer, canvas) {
    const options = answer.options || {};
    const room = roomForNames(answer.datasets, options.unit, canvas.getContext("2d"));
    return {
      type: "line",
      data: { labels: answer.labels, datasets: answer.datasets.map(asLine) },
      plugins: [names, marks],
      options: {
        animation: still ? false : { duration: 250 },
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        layout: { padding: (context) => ({ top: 8, right: isNarrow(context.chart) ? 8 : room }) },
        font: FONT,
        color: INK,
        scales: {
          x: { grid: { display: false }, ticks: { color: INK, font: FONT, maxRotation: 45 } },
          y: {
            beginAtZero: Boolean(options.startsAtZero),
            grid: { color: GRID },
            border: { display: false },
            ticks: { color: INK, font: FONT, maxTicksLimit: 7, callback: (value) => written(value, options.unit) },
          },
        },
        plugins: {
          names: { unit: options.unit },
          marks: { marks: options.marks },
          legend: { display: false, position: "bottom", onClick: () => {}, labels: { font: FONT, usePointStyle: true, pointStyleWidth: 44, generateLabels: keyEntries(options.unit) } },
          tooltip: {
            backgroundColor: "#fff",
            borderColor: QUIET,
            borderWidth: 1,
            titleColor: INK,
            bodyColor: INK,
            titleFont: FONT,
            bodyFont: FONT,
            usePointStyle: true,
            boxWidth: 24,
            callbacks: {
              label: (item) => `${item.dataset.label}: ${written(item.parsed.y, options.unit)}`,
              labelPointStyle: () => ({ pointStyle: "line", rotation: 0 }),
            },
          },
        },
        onResize: (chart, size) => { chart.options.plugins.legend.display = size.width < NARROW; },
      },
    };
  }

  async function draw(figure) {
    const holder = figure.querySelector(".hs-figure__canvas");
    const canvas = holder && holder.querySelector("canvas");
    if (!canvas || !window.Chart) return;
    const address = new URL(figure.dataset.chartUrl, window.location.href);
    if (address.origin !== window.location.origin) return;
    let chart = null;
    try {
      const response = await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!response.ok) return;
      const answer = await response.json();
      holder.hidden = false;
      chart = new window.Chart(canvas, settings(answer, canvas));
      chart.options.plugins.legend.display = isNarrow(chart);
      chart.update("none");
      figure.classList.add("hs-figure--drawn");
    } catch (problem) {
      if (chart) chart.destroy();
      holder.hidden = true;
      figure.classList.remove("hs-figure--drawn");
      window.console.warn("The chart stays as its static picture.", problem);
    }
  }

  /** A chart is drawn when it comes near the screen, so that a long pack does not fetch forty at once. */
  function watch(figures) {
    const seen = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
        seen.unobserve(entry.target);
        draw(entry.target);
      }),
      { rootMargin: "600px" },
    );
    figures.forEach((figure) => seen.observe(figure));
  }

  watch(document.querySelectorAll("figure[data-chart-url]"));
})();

// Builds the slides from the Markdown in #deck and typesets their formulas, the visible slide first.
// window.deckReady is a promise that everything is typeset; <html data-ready="yes"> says the same.
(function () {
  "use strict";

  const page = document.documentElement;
  const choice = new URLSearchParams(location.search);
  if (choice.has("theme")) page.dataset.theme = choice.get("theme");
  if (choice.has("handout")) page.classList.add("handout");

  const slideshow = remark.create({
    source: JSON.parse(document.getElementById("deck").textContent),
    ratio: "16:9",
    highlightStyle: "",
    countIncrementalSlides: false,
    slideNumberFormat: "%current% / %total%",
    navigation: { scroll: false },
  });
  const containers = [...document.querySelectorAll(".remark-slides-area > .remark-slide-container")];
  const every = (selector, visit) => document.querySelectorAll(selector).forEach(visit);

  putBack();
  groupColumns();
  // Increments repeat a heading, so its id would not be unique.
  every("h1, h2, h3, h4, h5, h6", (heading) => heading.removeAttribute("id"));
  // A slide that goes on in the next one: a handout leaves it out.
  slideshow.getSlides().forEach((slide, i) => {
    if (i && slide.properties.continued === "true") containers[i - 1].classList.add("unfinished");
  });
  everyStepHasTheNotes();
  listenToKeys();
  listenToTouch();
  // remark scales the slides for paper when it prints, and leaves them so.
  matchMedia("print").addEventListener("change", (print) => { if (!print.matches) slideshow.update(); });

  window.deckReady = window.mathReady
    .then(() => typeset(".remark-visible .tex"))
    .then(() => typeset(".remark-slides-area .tex"))
    .then(() => {
      showNotes();
      void document.body.offsetHeight; // lays the slides out, which asks for their fonts
      return document.fonts.ready;
    })
    .then(() => { page.dataset.ready = "yes"; })
    .finally(() => page.classList.remove("waiting"));

  // What Python kept away from remark's Markdown: ready-made HTML first, since a caption may hold formulas.
  function putBack() {
    every("[data-html]", (place) => { place.outerHTML = decodeURIComponent(place.dataset.html); });
    every("[data-tex]", (place) => { place.textContent = decodeURIComponent(place.dataset.tex); });
  }

  // .left-column[...] and .right-column[...] in a row stand side by side.
  function groupColumns() {
    every(".remark-slide-content > .left-column", (left) => {
      const right = left.nextElementSibling;
      const columns = document.createElement("div");
      columns.className = "columns";
      left.replaceWith(columns);
      columns.append(left, ...(right && right.matches(".right-column") ? [right] : []));
    });
  }

  // The notes of a slide stand on its last step; whoever speaks wants them from the first.
  function everyStepHasTheNotes() {
    const notesOf = (container) => container.querySelector(".remark-slide-notes");
    for (let i = containers.length - 2; i >= 0; i--) {
      if (containers[i].matches(".unfinished") && !notesOf(containers[i]).textContent.trim()) {
        notesOf(containers[i]).innerHTML = notesOf(containers[i + 1]).innerHTML;
      }
    }
  }

  function typeset(selector) {
    const waiting = [...document.querySelectorAll(selector)].filter((tex) => !tex.querySelector("mjx-container"));
    return MathJax.typesetPromise(waiting);
  }

  // remark has copied the notes and the next slide for its presenter mode before they were typeset.
  function showNotes() {
    const now = slideshow.getCurrentSlideIndex();
    const notesOf = (i) => (containers[i] ? containers[i].querySelector(".remark-slide-notes").innerHTML : "");
    document.querySelector(".remark-notes").innerHTML = notesOf(now);
    document.querySelector(".remark-notes-preview").innerHTML = notesOf(now + 1);
    document.querySelector(".remark-preview-area").innerHTML = containers[now + 1] ? containers[now + 1].outerHTML : "";
  }

  function listenToKeys() {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "d" || event.ctrlKey || event.metaKey || event.altKey) return;
      const theme = page.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
      page.dataset.theme = theme === "dark" ? "light" : "dark";
    });
    document.querySelector(".remark-help table").insertAdjacentHTML(
      "beforeend", '<tr><td><span class="key">d</span></td><td>Toggle dark mode</td></tr>');
  }

  // A tap turns the slide, but a tap on a number is meant for the number. A swipe that starts there is still a swipe.
  function listenToTouch() {
    let startX = 0;
    document.addEventListener("touchstart", (event) => { startX = event.touches[0].clientX; }, true);
    document.addEventListener("touchend", (event) => {
      const moved = Math.abs(event.changedTouches[0].clientX - startX);
      if (moved < 10 && event.target.closest("[data-q]")) event.stopPropagation();
    }, true);
  }
})();

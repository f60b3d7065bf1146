// MathJax for book and decks: loaded before vendor/mathjax/tex-chtml.js, which reads this configuration.
// window.mathReady is a promise that MathJax is there. deck.js typesets decks, all other pages are typeset here; after
// that the document hears "typeset".
(function () {
  "use strict";

  const here = document.currentScript.src;
  const inDeck = document.documentElement.classList.contains("deck");
  let loaded;
  window.mathReady = new Promise((resolve) => { loaded = resolve; });

  window.MathJax = {
    loader: {
      // Without this path MathJax asks another host for its font.
      paths: { "mathjax-newcm": new URL("vendor/@mathjax/mathjax-newcm-font", here).href },
      load: ["[tex]/html", "a11y/assistive-mml"],
    },
    tex: {
      inlineMath: [["\\(", "\\)"]],
      displayMath: [["\\[", "\\]"]],
      packages: { "[+]": ["html"] },
      macros: {
        // \q{key}{digits}: a number and the name of its quantity. data-q occurs twice, here and in the MathML.
        q: ["\\class{q}{\\data{q=#1}{#2}}", 2],
        // \result{...}: a framed result. \bbox keeps room for the frame, numbers.css draws it.
        result: ["\\class{result}{\\bbox[0.4em]{#1}}", 1],
      },
    },
    output: inDeck
      // A hidden slide cannot be measured: one size for all, and no formula broken to a width of zero.
      ? { scale: 1.12, matchFontHeight: false, displayOverflow: "overflow" }
      : { displayOverflow: "linebreak", linebreaks: { inline: false } },
    options: {
      enableMenu: false,
      ignoreHtmlClass: ".*|",
      processHtmlClass: "arithmatex|tex",
      // Speech takes 20 times as long as typesetting, and only these settings stop it. Screen readers get the MathML.
      menuOptions: { settings: { enrich: false, speech: false, braille: false, assistiveMml: true } },
    },
    startup: {
      typeset: false,
      ready() {
        MathJax.startup.defaultReady();
        MathJax.startup.promise.then(loaded);
      },
    },
  };

  if (inDeck) return;

  // A formula a little too wide for a phone is set smaller; only one that is much too wide is left to be scrolled.
  const SMALLEST = 0.84;
  function fit() {
    const boxes = [...document.querySelectorAll("div.arithmatex")];
    const shares = boxes.map((box) => box.clientWidth / box.scrollWidth);
    for (const [i, share] of shares.entries()) {
      const formula = boxes[i].querySelector("mjx-container");
      if (!formula || share >= 1 || share < SMALLEST) continue;
      formula.style.fontSize = `${Math.floor(0.99 * share * parseFloat(formula.style.fontSize || "100"))}%`;
    }
  }

  let queue = window.mathReady;
  let pages = 0;
  function typesetPage() {
    queue = queue.then(() => {
      if (pages++) MathJax.startup.output.clearCache();
      // A search result marks the words that were searched for, in formulas too, which MathJax could not read then.
      document.querySelectorAll(".arithmatex mark").forEach((mark) => {
        const formula = mark.parentNode;
        mark.replaceWith(...mark.childNodes);
        formula.normalize();
      });
      MathJax.typesetClear();
      MathJax.texReset();
      return MathJax.typesetPromise();
    }).then(() => {
      fit();
      document.dispatchEvent(new Event("typeset"));
    }).catch((error) => console.error(error));
  }
  // Material announces every page here, also those it swaps in without loading them.
  if (window.document$) window.document$.subscribe(typesetPage);
  else typesetPage();
})();

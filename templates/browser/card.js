// The card of a number: what it is, its formula, its value, what it was made from and where it is printed. asking.js
// says when it opens. What the cards say stands in numbers.js beside the page, which is loaded with the first card.
window.numberCard = (function () {
  "use strict";

  const root = new URL("..", document.currentScript.src);
  const KINDS = { computed: "proved", agreed: "agreed", given: "given", stated: "stated" };
  const MOST_LINKS = 6;
  const WIDEST_LINK = 200; // pixels, or half of the card
  const GAP = 8; // pixels between the card and its number, and between the card and the window

  const card = element("div", "number-card");
  card.hidden = true;
  card.tabIndex = -1;
  card.setAttribute("role", "dialog");
  card.setAttribute("aria-labelledby", "number-card-title");

  let book; // a promise of all that the cards of this page say
  let number = null; // the number on the page, as it is seen
  let home = null; // what the focus returns to
  let walk = null; // how many numbers its block has, which one this is, and the way to the others
  let trail = []; // the keys of the steps that were gone back, the one that is shown last
  let turn = 0;

  // --- what it says

  function load() {
    book ??= new Promise((resolve) => {
      window.textbookNumbers = resolve;
      const src = new URL("numbers.js", location.href).href;
      const onerror = () => resolve({ places: [], numbers: {} });
      document.head.append(Object.assign(document.createElement("script"), { src, onerror }));
    });
    return book;
  }

  function element(name, className, ...parts) {
    const made = Object.assign(document.createElement(name), { className });
    made.append(...parts.filter(Boolean));
    return made;
  }

  function button(className, parts, run) {
    const made = element("button", className, ...parts);
    made.type = "button";
    made.addEventListener("click", run);
    return made;
  }

  const math = (latex) => element("span", "tex", `\\(${latex}\\)`);
  const roundOf = (key) => Number(/@(\d+)/.exec(key)?.[1] ?? 0);
  const named = (fact) => (fact.title ? math(fact.title) : fact.about || element("span", "", ...digits(fact)));

  function contents(all, key) {
    const fact = all.numbers[key];
    const goesInto = Object.keys(all.numbers).filter((other) => all.numbers[other].made_from?.includes(key));
    const nameless = (other) => !all.numbers[other].name;
    goesInto.sort((one, other) => nameless(one) - nameless(other) || roundOf(one) - roundOf(other));
    return [
      trail.length > 1 && button("back", ["back to ", named(all.numbers[trail.at(-2)])], () => step(null)),
      heading(fact),
      derivation(fact),
      value(fact, key),
      fact.line && element("pre", "line", fact.line),
      steps("made from", fact.made_from || [], all),
      steps("goes into", goesInto, all),
      uses(all, key),
      walk && trail.length === 1 && neighbours(),
    ].filter(Boolean);
  }

  function heading(fact) {
    const title = element("p", "title", named(fact), fact.title && element("span", "about", fact.about || ""),
      fact.title && fact.name && element("code", "", fact.name));
    title.id = "number-card-title";
    return title;
  }

  function derivation(fact) {
    const formula = fact.formula && fact.formula !== fact.title && `&= ${fact.formula}`;
    const rows = [formula, fact.numbers && `&${fact.relation} ${fact.numbers}`].filter(Boolean);
    const lines = `\\[\\begin{aligned}${rows.join("\\\\[0.4em]")}\\end{aligned}\\]`;
    return rows.length && element("div", "tex display", lines);
  }

  function value(fact, key) {
    const shown = element("strong", "", ...digits(fact));
    shown.dataset.value = key;
    return element("p", "value", fact.exact ? "= " : "\u2248 ", shown,
      element("span", `kind ${fact.kind}`, KINDS[fact.kind]), fact.place && element("span", "place", fact.place));
  }

  function digits(fact) {
    const [before, power] = fact.value.replaceAll("-", "\u2212").split("e");
    return [before, power && "\u00b710", power && element("sup", "", power)];
  }

  // A number without a name is called by its formula; where that is too long for a link, by its value.
  function shorten(all) {
    const widest = Math.max(WIDEST_LINK, card.offsetWidth / 2);
    for (const link of card.querySelectorAll(".step")) {
      if (link.offsetWidth > widest) link.replaceChildren(...digits(all.numbers[link.dataset.key]).filter(Boolean));
    }
  }

  function steps(words, keys, all) {
    const known = keys.filter((key) => all.numbers[key]);
    const links = known.slice(0, MOST_LINKS).map((key) => {
      const link = button("step", [named(all.numbers[key])], () => step(key));
      link.dataset.key = key;
      return link;
    });
    const rest = known.length - links.length;
    const more = rest && element("span", "words", `and ${rest} more`);
    return known.length && element("p", "steps", element("span", "words", words), ...links, more);
  }

  function uses(all, key) {
    const pages = new Map();
    for (const [index, nth] of all.numbers[key].used || []) {
      const [page, title, label, slide] = all.places[index];
      const link = element("a", "", label);
      link.href = address(page) + (slide ? `#${slide}` : `#q:${nth}:${encodeURIComponent(key)}`);
      const words = link.pathname === location.pathname && !slide ? "On this page" : title;
      pages.set(page, [...(pages.get(page) || [element("span", "words", words)]), link]);
    }
    return pages.size && element("div", "uses", ...[...pages.values()].map((links) => element("p", "", ...links)));
  }

  // MkDocs makes x/index.html of x.md.
  function address(page) {
    const file = location.protocol === "file:" ? "index.html" : "";
    return new URL(page.replace(/^index\.md$/, `./${file}`).replace(/\.md$/, `/${file}`), root).href;
  }

  // For those who cannot point well: the other numbers of the same block.
  function neighbours() {
    const before = button("walk", ["\u2039"], () => walk.by(-1));
    const after = button("walk", ["\u203a"], () => walk.by(1));
    before.setAttribute("aria-label", "previous number");
    after.setAttribute("aria-label", "next number");
    return element("p", "neighbours", before, `${walk.at} of ${walk.of}`, after);
  }

  // --- when it is shown

  // of: the number. key: its key. back: what the focus returns to. enter: whether the card takes the focus.
  // Returns a promise of what the card says: null where nothing is known, undefined where another was opened since.
  async function open(of, key, { back, enter = false, neighbours: others = null }) {
    number = of;
    home = back;
    walk = others;
    trail = [key];
    return show(enter);
  }

  async function show(enter) {
    const mine = ++turn;
    const [all] = await Promise.all([load(), window.deckReady || window.mathReady]);
    // In a deck no line is broken, since MathJax cannot measure a hidden slide; the card can be measured.
    MathJax.startup.output.options.displayOverflow = "linebreak";
    const fact = all.numbers[trail.at(-1)];
    if (mine !== turn) return undefined;
    if (!fact) return null;
    const inside = card.contains(document.activeElement);
    MathJax.typesetClear([card]);
    card.style.visibility = "hidden";
    card.hidden = false;
    card.replaceChildren(...contents(all, trail.at(-1)));
    await MathJax.typesetPromise([card]);
    if (mine !== turn) return undefined;
    shorten(all);
    place();
    card.style.visibility = "";
    watch.disconnect();
    watch.observe(number.closest("text, mjx-container") || number);
    if (enter || inside) card.focus({ preventScroll: true });
    return fact;
  }

  // A step back to what the number was made from; without a key, the way forward again.
  function step(key) {
    if (key) trail.push(key);
    else trail.pop();
    show(true);
  }

  function close() {
    turn++;
    watch.disconnect();
    const inside = card.contains(document.activeElement);
    card.hidden = true;
    number = null;
    if (inside) home.focus({ preventScroll: true });
  }

  const lose = () => card.dispatchEvent(new Event("lost"));

  // Below the number or above it, where there is more room; never over it, never outside the window.
  function place() {
    const at = number.getBoundingClientRect();
    const below = innerHeight - at.bottom - 2 * GAP;
    const above = at.top - 2 * GAP;
    card.style.maxHeight = "none";
    const under = card.offsetHeight <= below || below >= above;
    card.style.maxHeight = `${Math.max(under ? below : above, 0)}px`;
    const rightmost = document.documentElement.clientWidth - card.offsetWidth - GAP;
    card.style.left = `${Math.max(GAP, Math.min((at.left + at.right - card.offsetWidth) / 2, rightmost))}px`;
    card.style.top = `${under ? at.bottom + GAP : at.top - GAP - card.offsetHeight}px`;
  }

  // The number may be scrolled away, or its slide be turned.
  const watch = new IntersectionObserver((seen) => { if (!seen.at(-1).isIntersecting) lose(); });
  const follow = (event) => { if (!card.hidden && number && event.target !== card) place(); };
  addEventListener("scroll", follow, { capture: true, passive: true });
  addEventListener("resize", follow);

  // --- inside it

  card.addEventListener("click", (event) => {
    const inside = event.target.closest("[data-q]");
    if (inside && inside.dataset.q !== trail.at(-1)) step(inside.dataset.q);
  });

  card.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") lose();
    else if (by && walk && trail.length === 1) walk.by(by);
    else if (event.key === "Tab" && leaves(event.shiftKey)) home.focus({ preventScroll: true });
    else return;
    event.preventDefault();
  });

  // Tab beyond its last link, or back before its first, leads to the number again.
  function leaves(backwards) {
    const links = [...card.querySelectorAll("a, button")];
    return (backwards ? [card, links[0]] : [links.at(-1) || card]).includes(document.activeElement);
  }

  // What happens in the card turns no slide.
  for (const type of ["keydown", "keypress", "touchstart", "touchmove", "touchend"]) {
    card.addEventListener(type, (event) => event.stopPropagation());
  }

  return { element: card, open, close, words: (fact) => KINDS[fact.kind], get number() { return number; } };
})();

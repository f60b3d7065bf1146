r"""Where the scripts of templates/browser write onto a page, each place as it stands: none of them makes a number.

What they write comes from the book: formulas and figures that were packed for remark, and what the cards of the numbers
say, which the build writes into numbers.js. A place that ends in a blank is the beginning of a line.
"""

from __future__ import annotations

import re

PLACES = frozenset({
    # asking.js: the card beside a page; what is read aloud of a number is the card's own text
    "document.body.append(card.element, status);",
    'status.setAttribute("role", "status");',
    "if (say && fact) status.textContent = `${words.join(\", \")}. Enter for more.`;",
    'document.querySelectorAll(".q-now").forEach((part) => part.classList.remove("q-now"));',
    'part.setAttribute("tabindex", part === to ? "0" : "-1");',
    'if (part === to && part instanceof HTMLElement) part.setAttribute("role", "button");',
    # card.js: an element around texts from numbers.js; which step, and how many of how many
    'const KINDS = { computed: "proved", agreed: "agreed", given: "given", stated: "stated" };',
    "card.hidden = true;",
    "card.hidden = false;",
    'card.setAttribute("role", "dialog");',
    'card.setAttribute("aria-labelledby", "number-card-title");',
    'document.head.append(Object.assign(document.createElement("script"), { src, onerror }));',
    "made.append(...parts.filter(Boolean));",
    "const roundOf = (key) => Number(/@(\\d+)/.exec(key)?.[1] ?? 0);",
    'const [before, power] = fact.value.replaceAll("-", "\\u2212").split("e");',
    'return [before, power && "\\u00b710", power && element("sup", "", power)];',
    "if (link.offsetWidth > widest) link.replaceChildren(...digits(all.numbers[link.dataset.key]).filter(Boolean));",
    "const formula = fact.formula && fact.formula !== fact.title && `&= ${fact.formula}`;",
    'return element("p", "value", fact.exact ? "= " : "\\u2248 ", shown, element("span", `kind ${fact.kind}`, '
    'KINDS[fact.kind]), fact.place && element("span", "place", fact.place));',
    "shown.dataset.value = key;",
    "link.dataset.key = key;",
    "const links = known.slice(0, MOST_LINKS).map((key) => {",
    "return new URL(page.replace(/^index\\.md$/, `./${file}`).replace(/\\.md$/, `/${file}`), root).href;",
    'before.setAttribute("aria-label", "previous number");',
    'after.setAttribute("aria-label", "next number");',
    "card.replaceChildren(...contents(all, trail.at(-1)));",
    # deck.js: what was packed comes back as it was; columns, notes and previews are the same elements elsewhere
    'if (choice.has("theme")) page.dataset.theme = choice.get("theme");',
    'page.dataset.theme = theme === "dark" ? "light" : "dark";',
    '.then(() => { page.dataset.ready = "yes"; })',
    '.finally(() => page.classList.remove("waiting"));',
    'every("[data-html]", (place) => { place.outerHTML = decodeURIComponent(place.dataset.html); });',
    'every("[data-tex]", (place) => { place.textContent = decodeURIComponent(place.dataset.tex); });',
    "left.replaceWith(columns);",
    'columns.append(left, ...(right && right.matches(".right-column") ? [right] : []));',
    "notesOf(containers[i]).innerHTML = notesOf(containers[i + 1]).innerHTML;",
    'document.querySelector(".remark-notes").innerHTML = notesOf(now);',
    'document.querySelector(".remark-notes-preview").innerHTML = notesOf(now + 1);',
    'document.querySelector(".remark-preview-area").innerHTML = '
    'containers[now + 1] ? containers[now + 1].outerHTML : "";',
    'document.querySelector(".remark-help table").insertAdjacentHTML( "beforeend", '
    "'<tr><td><span class=\"key\">d</span></td><td>Toggle dark mode</td></tr>');",
    # math.js: a formula that is too wide set smaller; marks of a search taken out of formulas
    "formula.style.fontSize = ",
    "mark.replaceWith(...mark.childNodes);",
})  # fmt: skip

SIZES = re.compile(r"^const (?:[A-Z_]+|\[[A-Z_, ]+\]) = |\? \{ scale: |^if \(moved < ")
"""Lines with numbers of pixels, of milliseconds and of links, which have names; and the size of a deck's formulas."""

STRINGS = frozenset({
    '"16:9"',  # the shape of a slide
    "`\\\\[\\\\begin{aligned}${rows.join(\"\\\\\\\\[0.4em]\")}\\\\end{aligned}\\\\]`",  # the height of a row
    '"\\\\\\\\[0.4em]"',
    '"\\\\class{q}{\\\\data{q=#1}{#2}}"',  # a number with its key; nothing else of it is shown
    '"\\\\class{result}{\\\\bbox[0.4em]{#1}}"',
})  # fmt: skip
"""What has digits in it and is no number of a page."""

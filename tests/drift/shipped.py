"""What comes along with every page: the page around a deck's slides, scripts, style sheets; and programs.

Not caught, in principle: a program that does the same in another way, which is no drift.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.checks import beside, rules
from generator.checks.published import packed
from generator.documents import decks
from generator.documents.templating import Templates
from generator.errors import Problem
from generator.fitness import with_programs
from generator.numbers import certified
from generator.text.publication import publish
from tests.drift.bench import BITS, Bench, Chapter, line_at, said, with_text
from tests.drift.drift import Drift, Harmless

Edits = Mapping[str, tuple[str, str]]

AROUND: Edits = {
    "a number typed": ("<noscript>", "<p>0.37</p><noscript>"),
    "a number in the title": ("<title>", "<title>37 "),
    "a number read aloud": ('class="chapter-link"', 'class="chapter-link" title="0.37"'),
    "a number that is put together": ("<noscript>", "{{ 3 ~ '.' ~ 7 }}<noscript>"),
    "no minus": ("{{ slides | safe }}", '{{ slides | replace("-", "") | safe }}'),
    "another sign of formulas": ("{{ slides | safe }}", '{{ slides | replace("%2B", "-") | safe }}'),
    "a shorter deck": ("{{ slides | safe }}", "{{ slides[:-200] | safe }}"),
    "another title": ("{{ title | e }}", "{{ title | reverse | e }}"),
    "a script": ("</body>", '<script>document.title = "x"</script></body>'),
    "a script in an attribute": ("<body>", '<body onclick="change()">'),
    "a style": ("</head>", "<style>.q { display: none }</style></head>"),
    "a script from elsewhere": ("</body>", '<script src="//example.org/x.js"></script></body>'),
}  # fmt: skip
"""What stands in templates/deck.html, and what then stands there."""

SCRIPTS: Mapping[str, str] = {
    "a digit less": 'for (const q of document.querySelectorAll(".q")) q.textContent = q.textContent.slice(0, -1);',
    "no minus": 'document.querySelector(".q").innerHTML = document.title.replace("\\u2212", "");',
    "rounded": 'document.querySelectorAll(".q").forEach((q) => q.replaceWith(Number(q.textContent).toFixed(1)));',
    "a number": 'document.body.append(document.createTextNode("0.37"));',
    "a number that is put together": 'document.body.prepend(["0", "37"].join("."));',
    "a number in an attribute": 'document.body.setAttribute("title", "0.37");',
    "from another place": 'fetch("https://example.org/x").then((r) => r.text()).then((t) => alert(t));',
    "another order": "document.body.append(...[...document.querySelectorAll('.remark-slide-container')].reverse());",
    "another equality": 'document.querySelectorAll("mjx-mo").forEach((sign) => { sign.textContent = "="; });',
    "a key exchanged": 'document.querySelector(".q").dataset.q = "x";',
}
STYLES: Mapping[str, str] = {
    "hidden": ".q { display: none; }", "turned round": ".q { direction: rtl; unicode-bidi: bidi-override; }",
    "a minus": '.q::before { content: "-"; }', "digits": '.q::after { content: "37"; }',
    "mirrored": "svg { transform: scaleY(-1); }", "pale": ".q { opacity: 0.02; }",
    "no sign": "mjx-mo { visibility: hidden; }",
    "no letters": ".q { font-size: 0; }", "struck out": ".q { text-decoration: line-through; }",
    "rows turned": "tbody { flex-direction: column-reverse; }",
    "white on white": ".worked-figure .number { fill: white; }",
    "a sheet from elsewhere": '@import "https://example.org/x.css";',
    "moved away": "td { position: absolute; left: 900px; }",
}  # fmt: skip

BEGUN, NOTED = "errors = []\n", "    errors.append(total)\n"
MOVED = '    {{ moved("W" ~ layer.index) }}\n'
ONCE_MORE = "    if round == {{ rounds }} - 1: W{{ layer.index }} = W{{ layer.index }} * 2\n"
PROGRAMS: Edits = {
    "a round less": ("in range({{ rounds }}):", "in range({{ rounds }} - 1):"),
    "a round more": ("in range({{ rounds }}):", "in range({{ rounds }} + 1):"),
    "no errors": (NOTED, "    errors\n"),
    "an error for nothing": (NOTED, NOTED + "    errors.append(0)\n"),
    "a number in a comment": (BEGUN, "errors = []  # the first is 0.37\n"),
    "a comparison in a comment": (BEGUN, "errors = []  # they fall all the time\n"),
    "a formula in a comment": (BEGUN, "errors = []  # dE/dout = out + target\n"),
    "a number for nothing": (BEGUN, BEGUN + "momentum = 2\n"),
    "a number printed": (BEGUN, BEGUN + "print(1)\n"),
    "a condition that never holds": (BEGUN, BEGUN + "if False: print(errors)\n"),
    "what starts otherwise": ("= {{ array(layer.matrix) }}", "= 2 * {{ array(layer.matrix) }}"),
    "the last update again": (MOVED, MOVED + ONCE_MORE),
}
TRAINING = "numpy-training.py.jinja"
"""What stands in the template of the program with NumPy, and what then stands there."""


def around(bench: Bench) -> Iterator[Drift]:
    file = bench.project.templates / "deck.html"
    text = file.read_text(encoding="utf-8")
    for chapter in bench.chapters[:3]:
        for what, (old, new) in AROUND.items():
            ask = with_text(file, text.replace(old, new, 1), partial(page_of, chapter, file))
            line = line_at(text, text.index(old))
            yield Drift(f"{what} in the deck of {chapter.folder.name}", ask, file, None if "title" in what else line)


def page_of(chapter: Chapter, template: Path) -> tuple[Problem, ...]:
    """What is said of the page of a deck whose slides are as they were."""
    slides, title = publish(chapter.clean["deck.md"].text).text, chapter.example.title
    page = Templates(chapter.project.templates).page("deck.html")
    finished = decks.assemble(slides, page=page, title=title, root="..")
    return said(lambda: tuple(packed.findings(template, finished, slides, title)))


def added(bench: Bench, suffix: str, what: Mapping[str, str]) -> Iterator[Drift]:
    """Each line at the end of each file that it may stand in."""
    for file in sorted((bench.project.templates / "browser").glob(f"*{suffix}")):
        text = file.read_text(encoding="utf-8").rstrip("\n")
        for name, line in what.items():
            ask = with_text(file, f"{text}\n{line}\n", partial(asked, bench))
            yield Drift(f"{name}, by {file.name}", ask, file, text.count("\n") + 2, kinds=("source",))


def asked(bench: Bench) -> tuple[Problem, ...]:
    return tuple(beside.findings((), bench.project.templates / "browser"))


def programs(bench: Bench) -> Iterator[Drift]:
    for chapter in bench.chapters:
        shown = chapter.clean["chapter.md"].text
        file = bench.project.templates / "code" / TRAINING
        text = file.read_text(encoding="utf-8")
        for what, (old, new) in PROGRAMS.items():
            changed = text.replace(old, new, 1)
            ask = with_text(file, changed, partial(run, chapter))
            shows = with_text(file, changed, partial(chapter.is_other, "chapter.md", shown))
            told = f"{what} in the program of {chapter.folder.name}"
            yield Drift(told, ask, None, kinds=("listing",), made_of=file.parent, shows=shows)


def run(chapter: Chapter) -> tuple[Problem, ...]:
    def found() -> tuple[Problem, ...]:
        rendered = chapter.rendered("chapter.md")
        with certified.precision(BITS):
            return with_programs(rules.Held(), rendered.text, rendered.place, chapter.worked).problems

    return said(found)


FREE: Mapping[str, tuple[str, str, str]] = {
    "a class of the deck's page": ("deck.html", "<body>", '<body class="lecture">'),
    "a comment in a script": ("browser/card.js", "", "// 2 of them, 0.37 apart\n"),
    "a comment in a style sheet": ("browser/deck.css", "", "/* 0.37 */\n"),
    "a colour": ("browser/numbers.css", "", ".q { color: #224466; }\n"),
    "a font and a margin": ("browser/book.css", "", ".md-typeset { font-family: Georgia, serif; margin: 0.37rem; }\n"),
    "a name in a script": ("browser/card.js", "const MOST_LINKS = 6;", "const MOST_LINKS = 7;"),
    "a word of the deck's page": ("deck.html", "The slides need JavaScript:", "These slides need JavaScript:"),
}  # fmt: skip


def free(bench: Bench) -> Iterator[Harmless]:
    for what, (name, old, new) in FREE.items():
        file = bench.project.templates / name
        text = file.read_text(encoding="utf-8")
        assert old in text, what
        changed = text.replace(old, new, 1) if old else new + text
        ask = partial(page_of, bench.chapters[0], file) if name == "deck.html" else partial(asked, bench)
        yield Harmless(what, with_text(file, changed, ask))


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "the page around the slides altered": around,
    "a script that alters a page": lambda bench: added(bench, ".js", SCRIPTS),
    "a style that alters a page": lambda bench: added(bench, ".css", STYLES),
    "rounds, comments and parameters of a program": programs,
}
HARMLESS: dict[str, Callable[[Bench], Iterable[Harmless]]] = {"scripts, styles and the page of decks": free}

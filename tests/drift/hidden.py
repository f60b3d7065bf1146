"""Numbers that somebody hides from the checks, on purpose or by habit: digits that are not of ASCII, entities, a mark
that is typed, a text that is called an example's, a style sheet, a file beside, a relation in other words, a renamed
key.

Not caught, in principle: a number that is drawn (a picture of digits, a path in SVG, dice); a whole number in words
("two inputs"), in letters of other scripts, or in one or two Roman ones; in a formula, one half and the ends of a
range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.checks import beside as files_beside
from generator.errors import Problem
from tests.drift import places
from tests.drift.bench import DOCUMENTS, Bench, line_at, with_text
from tests.drift.drift import Drift
from tests.drift.typed import put

SOURCE = ("source",)

DISGUISES = {
    "full width": "０.３７ ", "Arabic": "٠٫٣٧ ", "Devanagari": "०.३७ ", "a fraction": "½ ", "raised": "it is⁷ ",
    "lowered": "₃₇ ", "circled": "③ ", "Roman": "Ⅻ ", "bold": "\U0001d7ce.\U0001d7d1 ",
    "entities": "&#48;&#46;&#51;&#55; ", "hexadecimal entities": "&#x30;&#x2e;&#x33; ", "a named entity": "&frac12; ",
    "pieces": "0<!-- -->.<b></b>37 ", "a soft hyphen": "0.\u00ad37 ", "a thin blank": "10\u2009000 ",
    "in bold": "**0**.37 ", "a comma": "0,37 ", "a power": "3.7e-1 ", "a power of ten": "37·10<sup>-2</sup> ",
    "percent": "37% ", "hash": "0x25 ", "words": "nought point five ",
    "a percentage in words": "thirty-seven per cent ", "Roman letters": "XXXVII ", "a circled ten": "㉑ ",
    "rods": "\U0001d360 ", "a fraction of digits": "3/8 ", "an exponent": "10^5 ", "thousandths": "37‰ ",
}  # fmt: skip


def disguised(bench: Bench) -> Iterator[Drift]:
    """Each disguise in prose, in every document of an author's own."""
    for file in sorted(bench.project.content.rglob("*.md")):
        every = places.between_words(file.read_text(encoding="utf-8"), "deck" in file.name)
        gaps = [one for one in every if one.where in ("prose", "note")]
        for number, (name, digits) in enumerate(DISGUISES.items()):
            if gaps:
                place = gaps[number * 7 % len(gaps)]
                yield put(bench, file, place.position, digits, place.line, f"a number as {name}")


IN_FORMULAS = {
    "full width": "０.３７", "a fraction": "½", "raised": "x⁷", "a text": r"\text{about 37}",
    "an operator": r"\operatorname{a37}", "a char": r"\char51 ", "a code": r"\unicode{51}", "an exponent": "x^{37}",
    "a root": r"\sqrt[37]{x}", "a row's height": r"0.37\\[0.3em] x", "space": r"\hspace{0.3em}37",
    "a mark": r"\q{a/b@1}{1}", "a tag": r"\tag{37}", "a colour": r"\color{#373}37", "an index": r"_{h_1}37",
    "a decimal in pieces": r"0{.}2", "a comma in pieces": "1{,}1", "digits apart": r"1\,2",
    "a text of one": r"\text{2}",
}  # fmt: skip


def disguised_in_formulas(bench: Bench) -> Iterator[Drift]:
    for file in sorted(bench.project.content.rglob("*.md")):
        found = list(places.in_formulas(file.read_text(encoding="utf-8")))
        for number, (name, digits) in enumerate(IN_FORMULAS.items()):
            if found:
                place = found[number * 5 % len(found)]
                yield put(bench, file, place.position, digits + " ", place.line, f"a formula with {name}")


EXPRESSIONS = {
    "a text": "{{ '0.37' }}", "a joined text": "{{ '0' ~ '.' ~ '37' }}", "a format": "{{ '%.2f' | format(0.37) }}",
    "a sum": "{{ (3 + 4) ~ '' }}", "a float": "{{ 0.37 }}", "a count": "{{ range(37) | length }}",
    "a stamp": "{{ '\ue000structural\ue0010.37\ue002' }}",
    "a stamp of nothing": "{{ '\ue000stated/x/99\ue0010.37\ue002' }}", "a quoted text": "{{ '0.37' | quoted }}",
    "an entity": "{{ '&#51;' }}", "a safe text": "{{ '0.37' | safe }}", "a set text": "{% set x = '0.37' %}{{ x }}",
    "a block": "{% set x %}{{ '0.37' }}{% endset %}{{ x }}", "a raw block": "{% raw %}0.37{% endraw %}",
    "a loop": "{% for i in [3, 4] %}{{ i ~ '' }} {% endfor %}", "an include": "{% include 'number.txt' %}",
    "a filtered block": "{% filter upper %}{{ '0.37' }}{% endfilter %}",
    "a mark": "{{ '<span class=\"q\" data-q=\"a\">0.37</span>' }}",
    "a mark of one": '<span class="q" data-q="x/w1">1</span>',
    "a stated number without a reason": "{{ stated('0.37', '') }}",
    "a script": "<script>document.write('0.37')</script>", "a style": "<style>p::after { content: '0.37' }</style>",
    "full width": "{{ '０.３７' }}", "a digit by its code": "{{ '%c%c' | format(51, 55) }}",
    "a wrapped number": "{{ w1 ~ '' }}", "a number in prose that equals another": "{{ w1 }} = {{ eta }}",
    "≠ that is not so": r"\( {{ w1 }} \neq {{ w1 }} \)",
    "≤ that is not so": r"\( {{ eta }} + {{ eta }} \leq {{ eta }} \)",
    "≡ that is not so": r"\( {{ w1 }} + {{ eta }} \equiv {{ eta }} \)",
    "another sign of equality": r"\( {{ w1 }} + {{ eta }} \doteq {{ eta }} \)",
}  # fmt: skip


def in_expressions(bench: Bench) -> Iterator[Drift]:
    """Each way round the door at the end of a document."""
    (bench.project.content / "number.txt").write_text("0.37\n", encoding="utf-8")
    for chapter in bench.chapters:
        (chapter.folder / "number.txt").write_text("0.37\n", encoding="utf-8")
        names = {name: name for name in ("w1", "eta") if name in chapter.worked.first}
        for name in DOCUMENTS:
            file = chapter.file(name)
            text = file.read_text(encoding="utf-8").rstrip("\n")
            for what, expression in EXPRESSIONS.items():
                if "w1" in expression and len(names) < 2:
                    continue
                changed = f"{text}\n\n{expression}\n"
                line = line_at(changed, len(text)) + 2
                told = f"{what} at the end of {chapter.folder.name}/{name}, {bench.named(file)}"
                where = (None, None) if what == "an include" else (file, line)  # that one is told where it is included
                yield Drift(told, with_text(file, changed, partial(chapter.all_findings, name)), *where)


def asked(bench: Bench) -> tuple[Problem, ...]:
    """The findings of the check that need no chapter: those about files."""
    return tuple(files_beside.findings(bench.project.other_files(), bench.project.templates / "browser"))


FILES = {
    "page.html": "<p>The error is 0.37.</p>\n", "notes.txt": "The error is 0.37.\n", "table.csv": "error,0.37\n",
    "own.css": "p::after { content: '0.37' }\n", "own.js": "document.body.append('0.37')\n",
    "data.json": '{"error": 0.37}\n',
}  # fmt: skip


def beside(bench: Bench) -> Iterator[Drift]:
    """A file in content/, which is published as it is, with a number that nobody holds."""
    folders = [bench.project.content, *bench.project.example_folders()]
    for folder in folders:
        for name, text in FILES.items():
            file = folder / name
            yield Drift(f"{name} in {folder.name}", partial(with_file, bench, file, text), file, 1, kinds=SOURCE)


def with_file(bench: Bench, file: object, text: str) -> tuple[Problem, ...]:
    file.write_text(text, encoding="utf-8")
    try:
        return asked(bench)
    finally:
        file.unlink()


def in_styles(bench: Bench) -> Iterator[Drift]:
    """What a style sheet or a script of the book's own adds to a page."""
    folder = bench.project.templates / "browser"
    for file in sorted(folder.iterdir()):
        text = file.read_text(encoding="utf-8")
        added = {".css": 'p::after { content: "0.37"; }', ".js": 'document.body.append("0.37");'}[file.suffix]
        line = text.count("\n") + 1
        changed = f"{text.rstrip(chr(10))}\n{added}\n"
        ask, first = with_text(file, changed, partial(asked, bench)), line_at(changed, changed.index(added))
        yield Drift(f"0.37 added by {file.name}", ask, file, first, line + 1, SOURCE)


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a number in disguise": disguised,
    "a number in disguise in a formula": disguised_in_formulas,
    "a way round the door": in_expressions,
    "a file beside": beside,
    "a number from a style sheet or script": in_styles,
}

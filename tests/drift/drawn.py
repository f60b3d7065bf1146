"""Everything drawn, drawn otherwise: a label, an edge, a tick, a curve, a dot, a word of the alt text; and the
templates of figures, the look of lines and dots, and captions that say another thing than is shown.

Not caught, in principle: a caption in words that nobody has a list of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator.checks import beside, rules
from generator.checks.drawn import reader
from generator.documents.templating import Rendered
from generator.errors import Problem
from generator.numbers import certified
from tests.checks.figure_slips import slips
from tests.drift.bench import BITS, Bench, Chapter, line_at, said, with_text
from tests.drift.drift import Drift, Harmless

FIGURE = re.compile(r"<figure class=\"worked-figure.*?</figure>", re.DOTALL)
KIND = ("figure",)
FEW = 2
"""So many slips of a kind in a figure: its other labels and lines are read in the same way."""

NEARLY = re.compile("(level|deep|yes) moved|.*exchanged|one edge more|dot of another kind")
"""What may leave a drawing as it was to the eye: tests/checks/test_drawn.py says how much of it is found."""


def drawn_otherwise(bench: Bench) -> Iterator[Drift]:
    """Each figure of each chapter, with what stands in it moved, exchanged, renamed or hidden."""
    for chapter in bench.chapters:
        rendered = chapter.clean["chapter.md"]
        file = chapter.file("chapter.md")
        for number, figure in enumerate(FIGURE.finditer(rendered.text)):
            _, line = rendered.place(figure.start())
            counts: dict[str, int] = {}
            for slip in slips(figure[0]):
                counts[slip.kind] = counts.get(slip.kind, 0) + 1
                if counts[slip.kind] <= FEW and not NEARLY.match(slip.kind):
                    what = f"{slip.kind} {counts[slip.kind]} in figure {number} of {chapter.folder.name}"
                    ask = partial(read_again, chapter, slip.text, rendered, figure.start())
                    yield Drift(what, ask, file if file.parent == chapter.folder else None, line, line, KIND)


def read_again(chapter: Chapter, figure: str, rendered: Rendered, start: int) -> tuple[Problem, ...]:
    """What is found in a figure that stands where another one stood."""
    file, line = rendered.place(start)
    heading = rendered.text[:start].rpartition("\n#")[2].partition("\n")[0]
    with certified.precision(BITS):
        found = list(reader.faults(f"#{heading}\n\n{figure}", rendered.sources, (chapter.worked,)))
    return tuple(Problem(file, line, one.message, kind=one.kind) for one in found)


TEMPLATES: Mapping[str, tuple[str, str, str]] = {
    "a minus before each number": ("parts.svg", ">{{ shown(row.number", ">-{{ shown(row.number"),
    "another letter": ("parts.svg", "{{ span.text | e }}", '{{ span.text | replace("w", "v") | e }}'),
    "another index": ("parts.svg", "{{ span.text | e }}", '{{ span.text | replace("1", "2") | e }}'),
    "hidden from a reader's voice": ("parts.svg", '<tspan class="number"', '<tspan aria-hidden="true" class="number"'),
    "no line": ("parts.svg", '<path class="{{ line.kind }}"', '<path stroke-width="0" class="{{ line.kind }}"'),
    "a description cut": ("parts.svg", "sentence in picture.sentences -%}", "sentence in picture.sentences[:1] -%}"),
    "mirrored": ("network.svg", '<svg role="img"', '<svg transform="scale(-1 1)" role="img"'),
    "no picture": ("network.svg", 'role="img"', 'role="presentation"'),
    "one edge less": ("network.svg", "parts.lines(picture.lines,", "parts.lines(picture.lines[1:],"),
    "fewer labels": ("network.svg", "label in picture.labels", "label in picture.labels[::2]"),
    "no dots": ("error-curve.svg", '<circle r="3"', '<circle r="0"'),
    "a cover": ("error-curve.svg", '<circle r="3"', '<circle r="90"'),
    "one curve": ("error-curve.svg", "parts.lines(picture.curves,", "parts.lines(picture.curves[1:],"),
}  # fmt: skip
"""What may be typed into the template of a figure: file, what stands there, what then stands there."""


def templates(bench: Bench) -> Iterator[Drift]:
    for chapter in bench.chapters:
        clean = chapter.clean["chapter.md"].text
        for what, (name, old, new) in TEMPLATES.items():
            file = bench.project.templates / "figures" / name
            text = file.read_text(encoding="utf-8")
            kind = name.removesuffix(".svg")
            if kind != "parts" and f"worked-figure {kind}" not in clean:
                continue
            changed = text.replace(old, new, 1)
            ask = with_text(file, changed, partial(with_examples, chapter, "chapter.md"))
            line = line_at(text, text.index(old))
            shows = with_text(file, changed, partial(chapter.is_other, "chapter.md", clean))
            told = f"{what}, {name}, {chapter.folder.name}"
            yield Drift(told, ask, file, line, line + old.count("\n"), shows=shows)


def with_examples(chapter: Chapter, name: str) -> tuple[Problem, ...]:
    def found() -> tuple[Problem, ...]:
        rendered = chapter.rendered(name)
        with certified.precision(BITS):
            faults = reader.faults(rendered.text, rendered.sources, (chapter.worked,))
            return (*chapter.held(rendered), *(rules.located(rendered, one) for one in faults))

    return said(found)


LOOKS: Mapping[str, tuple[str, str]] = {
    "the second curve like the first": ("stroke-dasharray: 5 3", "stroke-dasharray: none"),
    "two curves alike": ("stroke-dasharray: 1.5 2.5", "stroke-dasharray: 5 3"),
    "full points for hollow ones": ("circle.unwanted { fill: var(--ground)", "circle.unwanted { fill: currentColor"),
    "no shade": ("path.yes { fill: color-mix(in srgb, currentColor 15%, var(--ground))", "path.yes { fill: none"),
    "lines in the colour of the ground": (
        "path { fill: none; stroke: color-mix(in srgb, currentColor 50%, var(--ground))",
        "path { fill: none; stroke: var(--ground)",
    ),
    "numbers in the colour of the ground": ("text { font-variant", "text { fill: var(--ground); font-variant"),
    "a bias like a weight": (".constant { stroke-dasharray: 2.5 2.5", ".constant { stroke-dasharray: none"),
    "one colour for two derivatives": ("var(--k-delta)", "var(--k-gradient)"),
    "no heads": (".back.head { fill: currentColor", ".back.head { fill: none"),
}  # fmt: skip


def styled(bench: Bench) -> Iterator[Drift]:
    file = bench.project.templates / "browser" / "figures.css"
    text = file.read_text(encoding="utf-8")
    for what, (old, new) in LOOKS.items():
        ask = with_text(file, text.replace(old, new, 1), partial(of_styles, bench))
        yield Drift(what, ask, file, line_at(text, text.index(old)))


def of_styles(bench: Bench) -> tuple[Problem, ...]:
    return tuple(beside.findings((), bench.project.templates / "browser"))


FREE: Mapping[str, tuple[str, str]] = {
    "paler curves": ("stroke: currentColor; stroke-width: 1.8px; stroke-linejoin: round; }\n.worked-figure .second",
                     "stroke: #336699; stroke-width: 1.2px; stroke-linejoin: round; }\n.worked-figure .second"),
    "other dashes": ("stroke-dasharray: 5 3", "stroke-dasharray: 6px 4px"),
    "a darker shade": ("currentColor 15%, var(--ground)); fill-rule", "currentColor 22%, var(--ground)); fill-rule"),
    "larger letters": ("font-size: 1.1em", "font-size: 1.15em"),
    "another font": ('"STIX Two Text", Cambria', 'Georgia, Cambria'),
    "thicker boxes": ("stroke-width: 1.1px", "stroke-width: 1.4px"),
    "a comment": ("/* Lines */", "/* Lines of 3 kinds, 0.37 */"),
    "a margin": ("margin-inline: auto", "margin: 0.5em auto"),
}  # fmt: skip


def free(bench: Bench) -> Iterator[Harmless]:
    file = bench.project.templates / "browser" / "figures.css"
    text = file.read_text(encoding="utf-8")
    for what, (old, new) in FREE.items():
        assert old in text, what
        yield Harmless(f"{what} in figures.css", with_text(file, text.replace(old, new, 1), partial(of_styles, bench)))


SPACED: Mapping[str, Callable[[str], str]] = {
    "blank lines": lambda text: text.replace("{% endfor %}\n", "{% endfor %}\n\n"),
    "a comment of the template's": lambda text: "{## 0.37 of it ##}\n" + text,
    "attributes in another order": lambda text: re.sub(
        r'(class="{{ line.kind }}") (d="{{ line.path }}")', r"\2 \1", text),
    "a renamed variable": lambda text: re.sub(r"\bspan\b(?=[. ])", "piece", text),
}  # fmt: skip


def spaced(bench: Bench) -> Iterator[Harmless]:
    for chapter in bench.chapters:
        for file in sorted((bench.project.templates / "figures").glob("*.svg")):
            text = file.read_text(encoding="utf-8")
            for what, edit in SPACED.items():
                ask = with_text(file, edit(text), partial(with_examples, chapter, "chapter.md"))
                yield Harmless(f"{what} in {file.name}, {chapter.folder.name}", ask)


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a figure drawn otherwise": drawn_otherwise,
    "a slip in the template of a figure": templates,
    "a look that means something": styled,
}
HARMLESS: dict[str, Callable[[Bench], Iterable[Harmless]]] = {
    "looks of figures": free, "figure templates spaced": spaced,
}  # fmt: skip

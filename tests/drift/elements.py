"""A number in what an element says, its title or its count; and in the titles that MkDocs puts around the pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from generator.checks import titles
from generator.errors import Problem
from tests.drift import places
from tests.drift.bench import ROOT, Bench, edited, line_at, spliced
from tests.drift.drift import Drift
from tests.drift.typed import SOURCE, put

ELEMENTS = {
    "the title of a link": "[x](y.md 'The error is 0.37')", "the title of a reference": '[x]: y.md "The error is 0.37"',
    "the title of a picture": "![x](y.svg 'The error is 0.37')", "alt without quotes": "<img src=x.svg alt=0.37>",
    "alt in capitals": '<IMG SRC="x.svg" ALT = "0.37">', "a tooltip": '<span data-tooltip="0.37">x</span>',
    "an abbreviation": "*[error]: about 0.37", "an abbreviation's tag": '<abbr title="0.37">x</abbr>',
    "a footnote": "[^x]: The error is 0.37.", "a title in braces": '*x*{: title="0.37" }',
    "a label in braces": "## A heading { data-toc-label='0.37' }", "an admonition": '!!! note "The error is 0.37"',
    "a block's title": "/// note | The error is 0.37", "an option of a block": "    attrs: {title: 'about 0.37'}",
    "a summary": "<details><summary>0.37</summary></details>", "a head of a table": "| a | 0.37 |\n| - | - |",
    "a caption": "<figcaption>About 0.37</figcaption>", "a table's caption": "<caption>0.37</caption>",
    "a heading in HTML": "<h2>The error 0.37</h2>", "an underlined heading": "The error 0.37\n--------------",
    "a page's title": "<title>0.37</title>", "a page's description": '<meta name="description" content="0.37">',
    "the start of a list": '<ol start="37"><li>x</li></ol>', "an item's number": '<ol><li value="37">x</li></ol>',
    "a late item": "37. It is the last one.", "a meter": '<meter value="0.37"></meter>',
    "a progress bar": "<progress value=37 max=100></progress>", "a field": '<input value="0.37">',
    "an empty field": '<input placeholder="0.37">', "a text that is spoken": '<i aria-valuetext="0.37"></i>',
    "a counter": '<p style="counter-reset: x 37">x</p>', "a page in a page": '<iframe srcdoc="0.37"></iframe>',
    "a term explained": "Error\n:   about 0.37", "a tab": '=== "0.37"',
    "a code's title": '```python title="0.37"\nx\n```',
}  # fmt: skip


def in_elements(bench: Bench) -> Iterator[Drift]:
    """Each element between two paragraphs of every document of an author's own."""
    for file in sorted(bench.project.content.rglob("*.md")):
        text = places.masked(file.read_text(encoding="utf-8"), places.JINJA)
        gaps = list(re.finditer(r"(?<=[a-z]\.)\n\n(?=[A-Z])", text))
        for number, (name, element) in enumerate(ELEMENTS.items() if gaps else ()):
            at = gaps[number * 3 % len(gaps)].end()
            first = line_at(text, at) + element.partition("37")[0].count("\n")
            yield put(bench, file, at, f"{element}\n\n", first, f"a number in {name}")


TITLES = {
    "site_name": ("(?m:^site_name: )", "The error 0.37, "),
    "site_description": ("(?m:^site_description: )", "In round 37, "),
    "a switch": ("name: (?=Switch)", "37 times "),
    "a page in the navigation": (r"\Z", "nav:\n  - The error 0.37: index.md\n"),
    "a section of the navigation": (r"\Z", "nav:\n  - index.md\n  - Of 0.37:\n      - index.md\n"),
    "a page in a section": (r"\Z", 'nav:\n  - All:\n      - index.md\n      - "Half: ½": index.md\n'),
    "words": ("(?m:^site_name: )", "Nought point five and "),
}  # fmt: skip
"""Where in mkdocs.yml, and what is written there."""


def in_titles(bench: Bench) -> Iterator[Drift]:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    file = bench.project.root / "mkdocs.yml"
    for name, (where, words) in TITLES.items():
        for found in re.finditer(where, text):
            digit = re.search(r"37|½|point", words)
            line = line_at(text, found.end()) + words.count("\n", 0, digit.start())
            changed = spliced(text, found.end(), found.end(), words)
            yield Drift(f"{name} of mkdocs.yml:{line}", partial(around, file, changed), file, line, kinds=SOURCE)


def around(file: Path, text: str) -> tuple[Problem, ...]:
    file.touch()
    try:
        with edited(file, text):
            return tuple(titles.findings(file.parent))
    finally:
        file.unlink()


KINDS: dict[str, Callable[[Bench], Iterable[Drift]]] = {
    "a number in an element": in_elements,
    "a number in a title of the site": in_titles,
}

"""The glossary has every word that a chapter introduces, the page on notation every chapter."""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path

import pytest

from generator.documents.targets import Page, terms
from generator.example import Example, read
from generator.project import EXAMPLE, Project
from generator.quantities.labels import layers
from generator.quantities.notation import GREEK, PRODUCTS
from tests.small_books import ROOT

STRONG = re.compile(r"<strong(?: id=\"[^\"]*\")?>(.*?)</strong>", re.DOTALL)
SYMBOL = re.compile(r"\\\((.*?)\\\)", re.DOTALL)
EXAMPLES = [read(folder / EXAMPLE) for folder in Project(ROOT).example_folders()]
SLUGS = [example.slug for example in EXAMPLES]


def page(site: Path, slug: str) -> str:
    text = (site / slug / "index.html").read_text(encoding="utf-8")
    return html.unescape(text[text.index("<article") : text.index("</article>")])


def words_in_bold(text: str) -> set[str]:
    """By the rule that makes a word in bold a term. A table explains none: in its cells, bold is a verdict."""
    running = re.sub(r"<table>.*?</table>", "", text, flags=re.DOTALL)
    bold = "\n\n".join(f"**{words}**" for words in STRONG.findall(running))
    return {target.shown for target in terms(Page("a.md", "a.md", bold, "1"))}


def singular(term: str) -> str:
    return term.removesuffix("s")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_term_that_a_chapter_has_in_bold_is_in_the_glossary(published: Path, slug: str) -> None:
    known = {singular(word) for word in words_in_bold(page(published, "glossary"))}
    unknown = {word for word in words_in_bold(page(published, slug)) if singular(word) not in known}
    # What is stressed and no term stands in italics.
    assert unknown == set()


def test_each_word_of_the_glossary_has_one_meaning_and_a_link_that_resolves(published: Path) -> None:
    entries = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page(published, "glossary"), re.DOTALL)
    words = [word for named, _ in entries for word in STRONG.findall(named)]
    assert len(entries) > 40 and len(words) == len(set(words))
    for named, meaning in entries:
        (link,) = re.findall(r'href="([^"]*)"', meaning)
        address, _, anchor = link.partition("#")
        target = posixpath.normpath(f"glossary/{address}")
        assert f'id="{anchor}"' in page(published, target), named


def test_the_words_of_each_part_of_the_glossary_stand_in_alphabetical_order(published: Path) -> None:
    for part in page(published, "glossary").split("<h2")[1:]:
        words = [STRONG.search(named)[1].lower() for named in re.findall(r"<dt>(.*?)</dt>", part, re.DOTALL)]
        assert words == sorted(words)


def rows(published: Path, number: int) -> list[list[str]]:
    """The cells of one of the tables of the page on notation, without its head."""
    table = re.findall(r"<table>.*?</table>", page(published, "notation"), re.DOTALL)[number]
    cells = (re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in table.split("<tr>"))
    return [[*row] for row in cells if row]


def test_each_table_of_notation_has_a_row_for_each_chapter(published: Path) -> None:
    for number in range(3):
        links = [re.search(r'href="../([^"/]*)/"', row[0])[1] for row in rows(published, number)]
        assert links == SLUGS


@pytest.mark.parametrize(("number", "example"), list(enumerate(EXAMPLES)), ids=SLUGS)
def test_the_symbols_of_notation_are_those_of_the_example_file(published: Path, number: int, example: Example) -> None:
    notation, last = example.notation, layers(example)[-1]
    forward, back, conventions = (rows(published, table)[number] for table in range(3))
    letter = GREEK.get(notation.learning_rate, notation.learning_rate)
    assert SYMBOL.findall(back[2]) == [letter] and SYMBOL.findall(back[6]) == [PRODUCTS[notation.times]]
    assert SYMBOL.findall(back[1])[0].startswith(notation.error + "_")
    weight, (to, source) = SYMBOL.findall(forward[2])[0], (1, len(last.inputs))
    index = {"numbered": str(last.weights_before + source), "to from": f"{to}{source}", "from to": f"{source}{to}"}
    assert weight.startswith(f"w_{{{index[notation.weights]}}}")
    assert (forward[3] == "none") == (example.layers[-1].biases is None)
    assert ("x\\,W" in conventions[2]) == (notation.form == "rows")
    assert conventions[3].startswith("minus") == (notation.delta == "minus")


def test_the_lines_of_each_tradition_have_its_product_sign(published: Path) -> None:
    parts = page(published, "notation").split("<h3")[1:]
    assert len(parts) == len(EXAMPLES)
    for part, example in zip(parts, EXAMPLES, strict=True):
        others = {sign for name, sign in PRODUCTS.items() if name != example.notation.times}
        assert not any(sign in part for sign in others)


@pytest.mark.parametrize("slug", SLUGS[:3])
def test_what_a_chapter_numbers_is_referred_to_or_a_rule(published: Path, slug: str) -> None:
    text = page(published, slug)
    numbered = re.findall(r'<div class="equation" id="([^"]*)"', text)
    everything = "".join(path.read_text(encoding="utf-8") for path in published.glob("*/*.html"))
    referred = {name for name in numbered if re.search(rf'class=\\?"see\\?" href=\\?"[^"]*#{name}\\?"', everything)
                or re.search(rf'href="[^"]*#{name}"[^<>]*class="see"', everything)}  # fmt: skip
    assert len(numbered) >= 5 and len(referred) >= len(numbered) / 2

"""Pieces of files on a page: what stands there now, with its numbers sourced."""

from __future__ import annotations

import html
import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.documents import audit
from generator.documents.inclusion import LANGUAGES
from generator.documents.templating import Rendered, Templates
from generator.engine import network
from generator.errors import TemplateError
from generator.numbers.traced import Traced
from generator.text import stamps
from tests.two_outputs import writer

Render = Callable[[str], Rendered]

EXAMPLE = """\
title: A file
layers:
  - weights: [[0.15, -2]]
    name: h1   # 3 of them

rest: 7
"""


@pytest.fixture
def render(tmp_path: Path) -> Render:
    for folder in ("content/3-few", "templates"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "content/3-few/example.yml").write_text(EXAMPLE, encoding="utf-8")

    def rendered(file: str, piece: str) -> Rendered:
        page = tmp_path / "content/page.md"
        page.write_text(f"# A page\n\n{{{{ included({file!r}, {piece!r}) }}}}\n", encoding="utf-8")
        return Templates(tmp_path / "content", tmp_path / "templates").render("page.md", writer(), {})

    return rendered


def shown(made: Rendered) -> str:
    listing = re.search("<code>(.*?)</code>", stamps.without(made.text), re.DOTALL)[1]
    return html.unescape(re.sub("<[^<>]*>", "", listing))


@pytest.mark.parametrize(("file", "piece", "of"), [
    ("generator/engine/network.py", "net_input", network.net_input),
    ("generator/engine/network.py", "Layer", network.Layer),
    ("generator/numbers/traced.py", "Traced.__add__", Traced.__add__),
])  # fmt: skip
def test_a_piece_of_a_module_is_what_python_has_loaded(render: Render, file: str, piece: str, of: object) -> None:
    assert shown(render(file, piece)).split() == inspect.getsource(of).split()


def test_a_piece_of_another_file_ends_before_the_next_blank_line(render: Render) -> None:
    made = render("content/3-few/example.yml", "- weights")
    assert shown(made) == "- weights: [[0.15, -2]]\n  name: h1   # 3 of them\n"
    assert '<span class="filename">content/3-few/example.yml</span>' in stamps.without(made.text)


def test_every_number_of_a_piece_says_where_it_stands(render: Render) -> None:
    made = render("content/3-few/example.yml", "- weights")
    told = [(source.text, source.reason) for source in made.sources.values()]
    place = "content/3-few/example.yml"
    assert told == [("0.15", f"{place}:3"), ("2", f"{place}:3"), ("3", f"{place}:4")]
    assert list(audit.problems(made)) == []


@pytest.mark.parametrize(("file", "piece", "said"), [
    ("generator/engine/network.py", "net_inputs", "Did you mean 'net_input'?"),
    ("generator/engine/networks.py", "net_input", "there is no file 'generator/engine/networks.py'"),
    ("content/3-few/example.yml", "no such line", "0 lines"),
    ("content/3-few", "title", "there is no file"),
])  # fmt: skip
def test_a_piece_that_is_not_there_is_said_with_the_line_that_asks_for_it(
    render: Render, file: str, piece: str, said: str
) -> None:
    with pytest.raises(TemplateError) as error:
        render(file, piece)
    (problem,) = error.value.problems
    assert said in str(problem) and problem.line == 3


def test_a_file_of_a_kind_without_a_language_is_refused(render: Render, tmp_path: Path) -> None:
    (tmp_path / "content/3-few/data.csv").write_text("1,2\n", encoding="utf-8")
    assert ".csv" not in LANGUAGES
    with pytest.raises(TemplateError, match="there is no file"):
        render("content/3-few/data.csv", "1")

"""`mkdocs serve` as an author has it open: every edit shows, and a fault shows as a bar on the last good page."""

from __future__ import annotations

import html
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote
from urllib.request import urlopen

import pytest

from tests.small_books import ROOT, SmallBook, line_of, replaced
from tests.test_mkdocs_plugin import with_site

SOON = 20.0
"""Seconds from an edit to the page that shows it. It takes below one on an idle machine; beside other tests on all of
its processors, several times that."""


@dataclass(frozen=True)
class Served:
    """A book that is being served from a copy of the generator, so that both can be edited."""

    book: SmallBook
    code: Path
    address: str
    process: subprocess.Popen
    log: Path

    def raw(self, name: str) -> str:
        with urlopen(self.address + name, timeout=SOON) as answer:
            return answer.read().decode()

    def page(self, name: str = "chain/") -> str:
        """A page without the disguises in which its text travels."""
        return html.unescape(unquote(self.raw(name)))

    def until(self, wanted: Callable[[str], bool], name: str = "chain/", within: float = SOON) -> str:
        """The page as soon as it is as wanted."""
        started, page = time.monotonic(), ""
        while time.monotonic() - started < within and self.process.poll() is None:
            try:
                page = self.page(name)
            except (URLError, ConnectionError):
                page = ""
            if wanted(page):
                print(f"{time.monotonic() - started:.2f} s")
                return page
            time.sleep(0.05)
        raise AssertionError(f"not within {within} s; the log ends: {self.log.read_text('utf-8')[-2000:]}")


def start(root: Path, code: Path, port: int, log: Path) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(code.parent), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("w") as out:
        return subprocess.Popen(command, cwd=root, env=environment, stdout=out, stderr=subprocess.STDOUT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("serving")
    book = with_site(folder / "book")
    code = folder / "code" / "generator"
    shutil.copytree(ROOT / "generator", code, ignore=shutil.ignore_patterns("__pycache__"))
    port, log = free_port(), folder / "log"
    process = start(book.root, code, port, log)
    made = Served(book, code, f"http://127.0.0.1:{port}/", process, log)
    try:
        made.until(lambda page: "0.460350" in page, within=30)
        yield made
    finally:
        process.terminate()
        process.wait(10)


def bar(page: str) -> str:
    found = re.search(r'<div class="textbook-error" role="alert">(.*?)</div>', page, re.DOTALL)
    return found[1] if found else ""


def number(page: str, key: str) -> str:
    return re.search(rf'data-q="{re.escape(key)}">([^<]*)<', page)[1]


def test_a_new_learning_rate_shows_in_chapter_and_deck(served: Served) -> None:
    before = served.page()
    replaced(served.book.example, "learning_rate: 0.5", "learning_rate: 0.75")
    page = served.until(lambda page: errors(page, 2) != errors(before, 2))
    assert errors(page, 2) < errors(before, 2) and errors(page, 1) == errors(before, 1)
    assert r"\q{chain/eta}{0.75}" in served.page("chain/deck.html")


def test_new_words_of_a_chapter_show(served: Served) -> None:
    replaced(served.book.chapter, "It answers", "The whole network answers")
    served.until(lambda page: "The whole network answers" in page)


def test_new_words_of_a_deck_show(served: Served) -> None:
    replaced(served.book.deck, "# Net", "# Another heading")
    served.until(lambda page: "Another heading" in page, "chain/deck.html")


def test_a_new_front_page_shows(served: Served) -> None:
    replaced(served.book.index, "# A book", "# A better book")
    served.until(lambda page: "A better book" in page, "")


def test_an_edited_macro_shows(served: Served) -> None:
    macros = served.book.root / "templates" / "macros" / "math.md"
    replaced(macros, r"\begin{aligned}", r"\begin{aligned}\quad")
    served.until(lambda page: r"\begin{aligned}\quad" in page)


def test_an_edited_style_sheet_shows(served: Served) -> None:
    sheet = served.book.root / "templates" / "browser" / "book.css"
    sheet.write_text("/* edited */\n" + sheet.read_text("utf-8"), encoding="utf-8")
    served.until(lambda page: "/* edited */" in page, "textbook/book.css")


QUARTER = """

def quarter_squared_error(target: Array, out: Array) -> Array:
    return (target - out) ** 2 / 4


def quarter_squared_error_slope(target: Array, out: Array) -> Array:
    return -(target - out) / 2


LOSSES["half squared error"] = Loss(quarter_squared_error, quarter_squared_error_slope)
"""


def test_edited_code_of_the_engine_shows(served: Served) -> None:
    before = served.page()
    with (served.code / "engine" / "losses.py").open("a", encoding="utf-8") as losses:
        losses.write(QUARTER)
    page = served.until(lambda page: page and errors(page, 1) != errors(before, 1))
    assert errors(page, 1)[0] == pytest.approx(errors(before, 1)[0] / 2, abs=1e-6)


def errors(page: str, seen_by: int) -> list[float]:
    """The total errors on a page that a round sees. With one output, its own error is the total."""
    return [float(text) for text in re.findall(rf'data-q="chain/E_(?:o|total)@{seen_by}">([^<]*)<', page)]


@pytest.mark.parametrize("fault", ["example", "template", "python", "typed number", "false claim"])
def test_a_fault_shows_on_the_last_good_page_until_it_is_mended(served: Served, fault: str) -> None:
    good = number(served.page(), "chain/out_o@1")
    losses = served.code / "engine" / "losses.py"
    file, old, new, told = {
        "example": (served.book.example, "rounds: 40", 'rounds: "<b>40</b>"', "content/1-chain/example.yml:{}"),
        "template": (served.book.chapter, "{{ out_o }}", "{{ no_such_name }}", "content/1-chain/chapter.md:{}"),
        "python": (losses, "def half_squared_error(", "def def half_squared_error(", "losses.py, line {}"),
        "typed number": (served.book.chapter, "answers", "answers 0.29 and not", "content/1-chain/chapter.md:{}"),
        "false claim": (served.book.chapter, "E_total > after(1).E_total", "E_total < after(1).E_total",
                        "content/1-chain/chapter.md:{}"),
    }[fault]  # fmt: skip
    replaced(file, old, new)
    page = served.until(bar)
    assert told.format(line_of(file, new)) in bar(page)
    assert "last good version" in bar(page) and "Traceback" not in page
    assert number(page, "chain/out_o@1") == good and page.count("textbook-error") == 1
    assert bar(served.page("")), "the bar stands on every page"
    assert "<b>" not in bar(served.raw("chain/")), "the message was not escaped"
    replaced(file, new, old)
    page = served.until(lambda page: page and not bar(page))
    assert number(page, "chain/out_o@1") == good


def test_nothing_is_built_again_without_an_edit(served: Served) -> None:
    served.page()
    builds = served.log.read_text("utf-8").count("Building documentation")
    time.sleep(1.2)
    assert served.log.read_text("utf-8").count("Building documentation") == builds


def test_a_first_build_that_fails_ends_with_the_message(tmp_path: Path) -> None:
    book = with_site(tmp_path / "book")
    replaced(book.example, "rounds: 40", "rounds: forty")
    log = tmp_path / "log"
    process = start(book.root, ROOT / "generator", free_port(), log)
    try:
        assert process.wait(15) != 0
    finally:
        process.kill()
    told = log.read_text("utf-8")
    assert f"content/1-chain/example.yml:{line_of(book.example, 'forty')}" in told and "Traceback" not in told

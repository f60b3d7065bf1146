"""A published site held against the site as MkDocs makes it now: whatever was changed by hand is found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.checking import check
from generator.checks.published.made_again import MadeAgain, differences, made_again
from tests.small_books import SmallBook
from tests.test_mkdocs_plugin import mkdocs, with_site


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    made = with_site(tmp_path_factory.mktemp("book") / "root")
    done = mkdocs(made.root, "build", "--strict", "--quiet")
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def again(book: SmallBook) -> Iterator[MadeAgain]:
    with made_again(book.root) as site:
        assert list(site.differences(book.root / "site")) == []
        yield site


@pytest.fixture
def site(book: SmallBook, tmp_path: Path) -> Path:
    return Path(shutil.copytree(book.root / "site", tmp_path / "site"))


def edited(name: str, old: str, new: str) -> Callable[[Path], tuple[Path, int]]:
    def edit(site: Path) -> tuple[Path, int]:
        file = site / name
        text = file.read_text(encoding="utf-8")
        found = re.search(old, text, re.DOTALL)
        file.write_text(text[: found.start()] + found.expand(new) + text[found.end() :], encoding="utf-8")
        return file, text.count("\n", 0, found.end()) + 1

    return edit


EDITS = {
    "a word": edited("chain/index.html", "The error falls", "The error rises"),
    "a minus before a number": edited("chain/index.html", r"It answers", r"It answers −"),
    "a formula": edited("chain/index.html", r"w_\{2\}", "w_{1}"),
    "a number without a key": edited("chain/index.html", "It answers", "The 42nd answers"),
    "a description for search engines": edited("index.html", "</head>", '<meta name="description" content="9"></head>'),
    "the note of a slide": edited("chain/deck.html", "The rate is", "The error is"),
    "a script": edited("textbook/card.js", r"\Z", "window.spoilt = true;"),
    "a style": edited("textbook/book.css", r"\Z", ".q { transform: scaleX(-1); }"),
    "the search index": edited("search/search_index.json", "It answers", "It asks"),
}


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_of_the_site_is_found_with_file_and_line(again: MadeAgain, site: Path, kind: str) -> None:
    file, line = EDITS[kind](site)
    (problem,) = differences(site, again.folder)
    assert (problem.file, problem.line, problem.kind) == (str(file), line, "site")
    assert problem.stands != problem.should


def test_files_too_many_and_too_few_are_found(again: MadeAgain, site: Path) -> None:
    (site / "extra.html").write_text("<p>0.5</p>", encoding="utf-8")
    (site / "chain/deck.html").unlink()
    problems = differences(site, again.folder)
    found = {Path(problem.file).relative_to(site).as_posix(): problem.message for problem in problems}
    assert sorted(found) == ["chain/deck.html", "extra.html"]
    assert "nothing that MkDocs makes" in found["extra.html"] and "has no" in found["chain/deck.html"]


def test_hidden_files_and_the_time_in_the_packed_sitemap_are_no_differences(again: MadeAgain, site: Path) -> None:
    (site / ".nojekyll").write_text("", encoding="utf-8")
    (site / "sitemap.xml.gz").write_bytes(b"packed at another time")
    assert list(differences(site, again.folder)) == []


def test_the_check_tells_of_a_word_that_was_changed_in_the_site(book: SmallBook, site: Path) -> None:
    edited("chain/index.html", "The error falls", "The error rises")(site)
    (found,) = (one for one in check(book.project, twice=False, published=site).findings if one.kind == "site")
    assert found.file.endswith("chain/index.html") and "rises" in found.stands and "falls" in found.should


def test_a_site_that_cannot_be_made_again_is_told(book: SmallBook, site: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(book.root, tmp_path / "broken"))
    (broken / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    with made_again(broken) as none:
        (problem,) = none.differences(site)
    assert "cannot make the site again" in problem.message

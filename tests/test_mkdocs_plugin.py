"""The MkDocs door: a strict build, and what stands in the site afterwards."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import mkdocs_plugin as plugin
from generator.project import SCHEMA
from tests.small_books import SmallBook, replaced, small_book

MKDOCS_YML = """\
site_name: A small book
site_url: ""
edit_uri: https://example.org/edit/
docs_dir: content
theme: {name: material, language: en, font: false, features: [content.action.edit]}
plugins: [search, textbook]
markdown_extensions: [attr_list, md_in_html, tables, pymdownx.superfences, {pymdownx.arithmatex: {generic: true}}]
extra_css: [textbook/book.css]
extra_javascript: [textbook/math.js, textbook/vendor/mathjax/tex-chtml.js]
validation:
  nav: {omitted_files: warn, not_found: warn, absolute_links: warn}
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""


def with_site(root: Path, **texts: str) -> SmallBook:
    book = small_book(root, **texts)
    (root / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    return book


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    made = with_site(tmp_path_factory.mktemp("book") / "root")
    made.chapter.with_name("picture.svg").write_text("<svg/>", encoding="utf-8")
    (made.root / "content" / SCHEMA).write_text("{}", encoding="utf-8")
    done = mkdocs(made.root, "build", "--strict", "--quiet")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return made


def site(book: SmallBook, name: str) -> str:
    return (book.root / "site" / name).read_text(encoding="utf-8")


def test_pages_decks_ledger_and_files_are_in_the_site(book: SmallBook) -> None:
    for name in ("index.html", "chain/index.html", "chain/deck.html", "ledger.json", "1-chain/picture.svg",
                 "textbook/book.css", "textbook/vendor/mathjax/tex-chtml.js", "textbook/deck.css"):  # fmt: skip
        assert (book.root / "site" / name).is_file(), name


def test_sources_are_not_in_the_site(book: SmallBook) -> None:
    names = {path.relative_to(book.root / "site").as_posix() for path in (book.root / "site").rglob("*")}
    assert not {name for name in names if name.endswith((".md", ".yml", ".jinja"))}
    assert not {"1-chain/chapter", "1-chain/chapter/index.html", "1-chain/example.yml", SCHEMA} & names


def test_numbers_keep_their_keys_in_the_page(book: SmallBook) -> None:
    page = site(book, "chain/index.html")
    assert '<span class="q" data-q="chain/out_o@1">0.460350</span>' in page
    assert r"\q{chain/dE_dw2@1}{-0.063806}" in html.unescape(page) and "arithmatex" in page
    assert not re.search("[\ue000-\ue003]", page) and "textbook-error" not in page


def test_chapter_and_deck_lead_to_each_other(book: SmallBook) -> None:
    assert 'href="deck.html"' in site(book, "chain/index.html")
    (link,) = re.findall(r'class="chapter-link" href="([^"]*)"', site(book, "chain/deck.html"))
    assert (book.root / "site" / "chain" / link).resolve() == (book.root / "site" / "chain" / "index.html").resolve()


def test_what_the_deck_loads_is_in_the_site(book: SmallBook) -> None:
    wanted = re.findall(r'(?:src|href)="([^"#:]+\.(?:js|css))"', site(book, "chain/deck.html"))
    assert len(wanted) >= 6
    for address in wanted:
        assert (book.root / "site" / "chain" / address).resolve().is_file(), address


def test_edit_leads_to_what_an_author_edits(book: SmallBook) -> None:
    assert 'href="https://example.org/edit/content/1-chain/chapter.md"' in site(book, "chain/index.html")
    assert 'href="https://example.org/edit/content/index.md"' in site(book, "index.html")


def test_the_search_index_holds_numbers_and_not_their_keys(book: SmallBook) -> None:
    index = json.loads(site(book, "search/search_index.json"))
    words = " ".join(doc["text"] for doc in index["docs"])
    assert "0.460350" in words and "0.063806" in words
    assert r"\q{" not in words and "chain/dE_dw2@1" not in words


def test_nothing_is_written_beside_the_site(book: SmallBook) -> None:
    assert sorted(path.name for path in book.root.iterdir()) == ["content", "mkdocs.yml", "site", "templates"]


def test_a_second_build_has_the_same_bytes(book: SmallBook) -> None:
    def bytes_of() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in (book.root / "site").rglob("*") if p.is_file()}

    before = bytes_of()
    assert mkdocs(book.root, "build", "--strict", "--quiet").returncode == 0
    assert bytes_of() == before


def test_a_broken_book_ends_the_build_with_the_message_and_leaves_the_old_site(tmp_path: Path) -> None:
    book = with_site(tmp_path / "root")
    (book.root / "site").mkdir()
    (book.root / "site" / "index.html").write_text("the old site", encoding="utf-8")
    replaced(book.example, "activation: logistic", "activation: logisitc")
    replaced(book.chapter, "It answers", "It answers 0.29 and")
    done = mkdocs(book.root, "build", "--strict")
    told = done.stderr + done.stdout
    assert done.returncode == 1 and "Traceback" not in told
    assert "content/1-chain/example.yml:7" in told and "'logistic'" in told
    assert site(book, "index.html") == "the old site"


def test_a_broken_link_in_a_chapter_fails_a_strict_build(tmp_path: Path) -> None:
    book = with_site(tmp_path / "root")
    replaced(book.chapter, "{{ slug }}/deck.html", "{{ slug }}/no-such-page.html")
    done = mkdocs(book.root, "build", "--strict")
    assert done.returncode == 1 and "no-such-page.html" in done.stderr


def test_a_fault_of_the_generator_itself_is_said_with_its_place() -> None:
    file = plugin.PACKAGE / "text" / "formula.py"
    syntax = SyntaxError("invalid syntax", (str(file), 34, 1, "def written((", 34, 2))
    assert plugin.said(syntax, plugin.PACKAGE).startswith("generator/text/formula.py:34: SyntaxError: invalid syntax")
    try:
        plugin.handed_over(None, None)
    except AttributeError as error:
        told = plugin.said(error, plugin.PACKAGE)
    assert re.match(r"generator/mkdocs_plugin\.py:\d+: AttributeError: ", told)

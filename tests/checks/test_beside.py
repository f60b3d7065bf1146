"""What is published as it is, and what the book's own scripts and styles do to a page: no number comes in by them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from generator.checks import beside
from generator.errors import Problem
from generator.project import Project
from tests.small_books import ROOT

BROWSER = ROOT / "templates" / "browser"
NOTHING = Path(__file__).parent / "no such folder"


def said(folder: Path, of: str, added: str) -> list[Problem]:
    """What is said of a file of the book with more at its end, by lines behind what it had."""
    text = (BROWSER / of).read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    (folder / of).write_text(text + added + "\n", encoding="utf-8")
    found = list(beside.findings((), folder))
    assert all(one.line > text.count("\n") for one in found), found
    return found


def test_the_files_of_the_book_have_no_finding() -> None:
    assert list(beside.findings(Project(ROOT).other_files(), BROWSER)) == []


SCRIPTS = (
    'document.body.appendChild(document.createTextNode("0.42"));',
    "document.body.innerText = 0.42;",
    'document.body.append("0." + "42");',
    "document.body.append(`E = ${0.42}`);",
    'document.body.append(\n  "0.42");',
    'document.body.setAttribute("title", "0.42");',
    'const x = "0.42";',
    'const x = "\\x34\\u0032";',
    "const x = 0.42;",
    'for (const q of document.querySelectorAll(".q")) q.textContent = Number(q.textContent).toFixed(1);',
    'for (const q of document.querySelectorAll(".q")) q.textContent = q.textContent.slice(0, 4);',
    'q.textContent = q.textContent.replace("-", "");',
    'q["textContent"] = word;',
    'document.body.dataset.x = "0.42";',
    "document.body.append(String.fromCharCode(48, 46, 52));",
    "MathJax.tex.macros.result = words;",
    'document.querySelectorAll(".q").forEach((part) => part.remove());',
    'q.style.transform = "scale(-1)";',
    "const words = [fact.name, -fact.value];", "const shown = fact.value * ten;", "const shown = `-${fact.value}`;",
    'const kinds = { agreed: "proved" };',
    'const sign = exact ? "=" : "=";',
    '/* not seen: */ document.title = "The error is 0.42"; // 0.42',
)


@pytest.mark.parametrize("added", SCRIPTS)
def test_a_script_that_writes_or_alters_a_number_is_found(tmp_path: Path, added: str) -> None:
    assert said(tmp_path, "card.js", added)


@pytest.mark.parametrize(("old", "new"), [
    ("{#2}}", "{-#2}}"), ("{#2}}", "{0.42}}"), ("bbox[0.4em]{#1}", "bbox[0.4em]{-#1}"),
    ("\\u2248 ", "= "), ('replaceAll("-", "\\u2212")', 'replaceAll("-", "")'), ("card.hidden = false", "card.title = key"),
    ("decodeURIComponent(place.dataset.tex)", 'decodeURIComponent(place.dataset.tex).replace("-", "")'),
])  # fmt: skip
def test_a_known_place_is_known_only_as_it_stands(tmp_path: Path, old: str, new: str) -> None:
    (script,) = [file for file in BROWSER.glob("*.js") if old in file.read_text(encoding="utf-8")]
    text = script.read_text(encoding="utf-8")
    line = text.count("\n", 0, text.index(old)) + 1
    (tmp_path / script.name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert line in {one.line for one in beside.findings((), tmp_path)}


HARMLESS_IN_SCRIPTS = (
    "// 17 of them, and 0.42", "/* 0.42\n 17 */", 'window.addEventListener("load", () => console.log("here"));',
    "const WAIT = 250; // milliseconds", "let turns = 0;", "if (turns < 2 && here / 2 > there / 1) open(first[1]);",
)  # fmt: skip


@pytest.mark.parametrize("added", HARMLESS_IN_SCRIPTS)
def test_a_script_that_shows_nothing_passes(tmp_path: Path, added: str) -> None:
    assert said(tmp_path, "card.js", added) == []


STYLES = (
    ".q { unicode-bidi: bidi-override; direction: rtl; }", ".q::first-letter { font-size: 0; }",
    ".q::first-letter { color: red; }", ".q { counter-reset: x; }", ".q::after { content: counter(x); }",
    ':root { --n: "0.42"; }', ".q::after { content: var(--n); }", ".q::after{content:'0.42'}", '.q::before { content: "-"; }',
    '.q::after { content: "\\30\\2e\\34"; }', ".q::after { content: attr(data-x); }", '.q::after { content: "" / "0.42"; }',
    '.q { background: url("data:image/svg+xml,<svg><text>x</text></svg>"); }', ".q { text-indent: -0.5em; }",
    ".q { visibility: hidden; }", ".q { transform: scaleX(-1); }", ".worked-figure svg { scale: 1 -1; }",
    "mjx-mo { display: none; }", 'li { list-style: "a "; }', "q { quotes: none none; }", '.q { text-emphasis: "4"; }',
    '.q { font-feature-settings: "c2sc"; }', '@import url("https://example.org/x.css");', '@import "x.css";',
    '@font-face { font-family: A; src: local("B"); }', "td { display: none }", "tr { flex-direction: row-reverse; }",
    ".q { opacity: 0.01; }", ".q { color: transparent; }", ".q { color: rgb(0 0 0 / 0); }", "mjx-mo { width: 0; }",
    ".q { text-decoration: line-through; }", ".q { letter-spacing: -1em; }", ".q { margin-left: -0.6em; }",
    ".q { position: absolute; top: 9999px; }", ".curve { d: path('M0 0'); }", "td { float: right; }", "tr { grid-row: a; }",
    "mjx-mo { margin-left: 900px; }",
    "@media print { .q { /* ; } */ display: none; } }",
)  # fmt: skip


@pytest.mark.parametrize("added", STYLES)
def test_a_style_that_changes_what_is_read_is_found(tmp_path: Path, added: str) -> None:
    assert said(tmp_path, "numbers.css", added)


HARMLESS_IN_STYLES = (
    ".q { color: #123456; font-size: 1.05em; }", "/* 0.42 { } */", "table { width: 30em; margin: -0.5em 0; opacity: 0.6; }",
    'p { font-family: "Font 42", serif; }', "@media (max-width: 30em) { td { padding: 0; max-width: 10em; } }",
    ".note { display: grid; height: 0.5rem; letter-spacing: 0.02em; text-decoration: underline; }",
    ".note { color: rgb(0 0 0 / 0.4); font: 0.9em/1.2 serif; border: 0; }", ".q { font-variant-numeric: tabular-nums; }",
)  # fmt: skip


@pytest.mark.parametrize("added", HARMLESS_IN_STYLES)
def test_a_colour_or_a_size_is_nobody_s_number(tmp_path: Path, added: str) -> None:
    assert said(tmp_path, "numbers.css", added) == []


LOOKS = {
    "the second curve like the first": ("stroke-dasharray: 5 3", "stroke-dasharray: none"),
    "dashes without end": ("stroke-dasharray: 5 3", "stroke-dasharray: 0 900"),
    "two curves alike": ("stroke-dasharray: 1.5 2.5", "stroke-dasharray: 5 3"),
    "full points for hollow ones": ("circle.unwanted { fill: var(--ground)", "circle.unwanted { fill: currentColor"),
    "no shade": ("path.deep { fill: color-mix(in srgb, currentColor 4%, transparent)", "path.deep { fill: none"),
    "lines of the ground": ("path { fill: none; stroke: color-mix(in srgb, currentColor 50%, var(--ground))",
                            "path { fill: none; stroke: var(--ground)"),
    "lines without width": ("stroke-width: 1.9px", "stroke-width: 0"),
    "letters of the ground": ("text { font-variant", "text { fill: var(--ground); font-variant"),
    "one colour for two": ("var(--k-delta)", "var(--k-gradient)"),
}  # fmt: skip


@pytest.mark.parametrize("what", LOOKS)
def test_a_look_that_takes_from_figures_what_they_mean_is_found_in_its_line(tmp_path: Path, what: str) -> None:
    text, (old, new) = (BROWSER / "figures.css").read_text(encoding="utf-8"), LOOKS[what]
    (tmp_path / "figures.css").write_text(text.replace(old, new, 1), encoding="utf-8")
    found = beside.findings((), tmp_path)
    assert text.count(old) and text.count("\n", 0, text.index(old)) + 1 in {one.line for one in found}


def test_a_look_that_is_left_out_is_found(tmp_path: Path) -> None:
    text = (BROWSER / "figures.css").read_text(encoding="utf-8")
    (tmp_path / "figures.css").write_text(text.replace(".worked-figure .constant {", ".constant-ly {"), encoding="utf-8")
    (found,) = beside.findings((), tmp_path)
    assert "bias" in found.message


@pytest.mark.parametrize(("old", "new"), [
    ("stroke-dasharray: 5 3", "stroke-dasharray: 6px 4px"), ("currentColor 15%", "currentColor 22%"),
    ("stroke-width: 1.8px", "stroke-width: 1.2px"), ("stroke: currentColor;", "stroke: #336699;"),
    ("stroke-dasharray: 5 3; }", "stroke-dasharray: 5 3; }\n/* 0.37 */"), ("font-size: 1.1em", "font-size: 1.2em"),
])  # fmt: skip
def test_other_colours_widths_and_dashes_pass(tmp_path: Path, old: str, new: str) -> None:
    text = (BROWSER / "figures.css").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "figures.css").write_text(text.replace(old, new), encoding="utf-8")
    assert list(beside.findings((), tmp_path)) == []


@pytest.mark.parametrize(
    "name", ["a.yaml", "a.ipynb", "a.geojson", "a.rss", "a.webmanifest", "a.jsonl", "a.markdown", "a.mdx", "a.pdf", "CNAME",
             ".hidden.html", "a.HTML", "picture.png"])  # fmt: skip
def test_a_text_of_any_name_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("One.\nIt is 0.42.\n", encoding="utf-8")
    (found,) = beside.findings([tmp_path / name], NOTHING)
    assert (found.kind, found.line, found.stands) == ("source", 2, "0.42")


def test_a_picture_passes_and_what_nobody_can_read_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r")
    (tmp_path / ".of-a-desktop").write_bytes(b"\0\0\1")
    (tmp_path / "b.svgz").write_bytes(gzip.compress(b"<svg><text>0.42</text></svg>"))
    (found,) = beside.findings(sorted(tmp_path.iterdir()), NOTHING)
    assert Path(found.file).name == "b.svgz"

"""The command line door."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.small_books import EXAMPLE, ROOT, SmallBook, line_of, replaced, small_book


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    return small_book(tmp_path / "book")


def place(book: SmallBook, words: str) -> str:
    return f"content/1-chain/example.yml:{line_of(book.example, words)}"


def test_values_are_printed_as_a_table(book: SmallBook, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["values", str(book.example.parent)]) == 0
    out, err = capsys.readouterr()
    rows = {row[0]: row[1:] for row in (line.split(maxsplit=2) for line in out.splitlines())}
    assert err == "" and rows["eta"] == ["0.5", place(book, "learning_rate")]
    assert rows["net_h"] == ["0.34", "w1 * x + b1"] and rows["out_h"][0] == "0.584190522935"


def test_values_are_printed_for_a_script(book: SmallBook, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["values", str(book.example), "--json", "--digits", "3", "--round", "41"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["net_h"]["formula"].startswith("w1 * x + b") and len(rows["out_o"]["value"]) == 5


def test_a_round_beyond_the_training_is_said_without_a_traceback(
    book: SmallBook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.root)
    assert main(["values", "content/1-chain", "--round", "42"]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith(f"{place(book, 'rounds:')}: there is no round 42")


def test_a_broken_example_is_said_with_file_and_line(
    book: SmallBook, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(book.example, "activation: logistic", "activation: logisitc")
    monkeypatch.chdir(book.root)
    for command in (["values", "content/1-chain"], ["render", "--out", "out"]):
        assert main(command) == 1
        out, err = capsys.readouterr()
        assert out == "" and err.startswith(f"{place(book, 'logisitc')}: ") and "'logistic'" in err
        assert "Traceback" not in err and not (book.root / "out").exists()


def test_the_schema_of_an_example_is_printed_as_it_is_kept_in_the_repository(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema"]) == 0
    out, err = capsys.readouterr()
    assert err == "" and out == (ROOT / "content" / "example.schema.json").read_text(encoding="utf-8")


def test_a_missing_example_is_said_without_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["values", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_a_book_is_rendered_into_a_folder(book: SmallBook, capsys: pytest.CaptureFixture[str]) -> None:
    out = book.root.parent / "out"
    assert main(["render", "--root", str(book.root), "--out", str(out)]) == 0
    made = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {"index.md", "chain.md", "chain/deck.html", "ledger.json", "textbook/math.js",
            "textbook/vendor/mathjax/tex-chtml.js",
            "textbook/vendor/remark-slide/out/remark.min.js"} <= made  # fmt: skip
    ledger = json.loads((out / "ledger.json").read_text("utf-8"))
    told = capsys.readouterr().out
    assert f"{len(made) - 1} files, {len(ledger)} numbers" in told
    assert '<span class="q"' in (out / "chain.md").read_text("utf-8")


def test_rendering_into_somebody_s_folder_is_refused(book: SmallBook, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(book.root.rglob("*"))
    assert main(["render", "--root", str(book.root), "--out", str(book.root / "content")]) == 1
    assert "not written here" in capsys.readouterr().err and sorted(book.root.rglob("*")) == before


def test_a_folder_without_a_book_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "--root", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "content" in capsys.readouterr().err and not (tmp_path / "out").exists()


@pytest.mark.parametrize("wrong", [
    [], ["no-such-command"], ["render"], ["values"], ["values", "x", "--round", "first"],
    ["values", "x", "--digit", "a"],
    ["render", "--out"],
])  # fmt: skip
def test_a_wrong_call_ends_with_two_and_the_usage(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(wrong)
    assert stop.value.code == 2 and "usage: textbook" in capsys.readouterr().err


def test_help_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0 and "render" in capsys.readouterr().out


def test_the_installed_command_passes_its_code_on(tmp_path: Path) -> None:
    (tmp_path / "example.yml").write_text(EXAMPLE.replace("rounds: 40", "rounds: 0"), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("textbook")), "values", "example.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stderr.startswith("example.yml:21: ") and "Traceback" not in done.stderr

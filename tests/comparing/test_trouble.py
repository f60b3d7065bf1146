"""What `textbook diff` says where it cannot compare, and that it compares the rest."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from generator.comparing.revision import RevisionError, unpacked
from tests.comparing.kept_books import KeptBook
from tests.small_books import line_of, replaced


def test_an_example_that_cannot_be_read_now_hides_no_other(kept: KeptBook) -> None:
    second = kept.book.second("2-next")
    kept.commit()
    replaced(kept.book.example, "inputs: [x]", "inputs: [x")
    replaced(second.example, "[[0.30]]", "[[0.31]]")
    status, out, err = kept.diff()
    assert (status, err) == (2, "")
    assert "Of the working tree, this cannot be made:\n  content/1-chain/example.yml:" in out
    assert "Moved: next.md" in out and "Not compared, for what cannot be made: chain, index" in out and "gone" not in out
    assert "title" not in out  # its keys are not known, so none of them is gone


def test_an_example_that_does_not_fit_now_still_tells_its_keys(kept: KeptBook) -> None:
    replaced(kept.book.example, "activation: logistic", "activation: logisitc")
    status, out, _ = kept.diff()
    line = line_of(kept.book.example, "logisitc")
    assert status == 2 and f"content/1-chain/example.yml:{line}: " in out and "Did you mean 'logistic'?" in out
    assert "layers[hidden].activation  logistic → logisitc" in out


def test_a_template_that_cannot_be_rendered_now_is_said_with_its_line(kept: KeptBook) -> None:
    replaced(kept.book.chapter, "{{ out_o }}", "{{ out_z }}")
    status, out, _ = kept.diff()
    line = line_of(kept.book.chapter, "out_z")
    assert status == 2 and f"content/1-chain/chapter.md:{line}: there is no 'out_z'" in out


@pytest.mark.parametrize("old", ["{{ a_filter_that_was | once }}", "{% if %}", "{{ at }}"])
def test_an_old_book_that_cannot_be_made_any_more_falls_back_to_keys_and_texts(kept: KeptBook, old: str) -> None:
    good = kept.book.chapter.read_text("utf-8")
    kept.book.chapter.write_text(f"# Old\n\n{old}\n", "utf-8")
    kept.commit()
    kept.book.chapter.write_text(good, "utf-8")
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    status, out, err = kept.diff()
    assert (status, err) == (2, "") and "this could not be made:\n  content/1-chain/chapter.md:" in out
    assert "layers[hidden].weights[h][x]  0.30 → 0.31" in out
    assert "The text differs of: content/1-chain/chapter.md, content/1-chain/example.yml" in out
    assert "Moved: chain.md" not in out and "new" not in out.partition("chain  (")[2].partition("index")[0]


def test_an_old_page_template_that_asks_for_what_there_is_not_is_no_traceback(kept: KeptBook) -> None:
    page = kept.book.root / "templates" / "deck.html"
    good = page.read_text("utf-8")
    page.write_text(good + "{{ what_decks_had_once }}", "utf-8")
    kept.commit()
    page.write_text(good, "utf-8")
    status, out, _ = kept.diff()
    assert status == 2 and "what_decks_had_once" in out and "Traceback" not in out


def test_an_unknown_revision_is_said_with_the_nearest(kept: KeptBook) -> None:
    kept.git("tag", "as-taught")
    status, out, err = kept.diff("as-tought")
    assert (status, out) == (2, "") and "there is no revision 'as-tought'" in err and "Did you mean 'as-taught'?" in err


@pytest.mark.parametrize("revision", ["--output=x", "HEAD:content", "", "main..main"])
def test_what_is_no_revision_is_never_taken_for_something_else(kept: KeptBook, revision: str) -> None:
    with pytest.raises(RevisionError, match="there is no revision"), unpacked(kept.book.root, revision):
        pass
    assert not Path("x").exists()


def test_a_revision_without_a_book_is_said(kept: KeptBook) -> None:
    kept.git("checkout", "--quiet", "--orphan", "empty")
    kept.git("rm", "-r", "--quiet", "--cached", ".")
    kept.git("commit", "--quiet", "--allow-empty", "--message", "Nothing")
    status, _, err = kept.diff()
    assert status == 2 and "there is no book here in the revision 'HEAD'" in err


def test_a_repository_without_a_commit_is_said(kept: KeptBook) -> None:
    shutil.rmtree(kept.book.root / ".git")
    kept.git("init", "--quiet")
    status, _, err = kept.diff()
    assert status == 2 and "there is no revision 'HEAD'" in err


def test_a_book_outside_of_any_repository_is_said_with_a_way_out(kept: KeptBook) -> None:
    shutil.rmtree(kept.book.root / ".git")
    status, out, err = kept.diff()
    assert (status, out) == (2, "") and "the book is in no git repository" in err and "--ledger FILE" in err


def test_a_computer_without_git_is_said(kept: KeptBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    status, _, err = kept.diff()
    assert status == 2 and "there is no git on this computer" in err


def test_a_folder_without_a_book_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--root", str(tmp_path)]) == 2
    assert "there is no book here" in capsys.readouterr().err


def test_a_book_below_the_top_of_its_repository_is_found(kept: KeptBook) -> None:
    inner = kept.book.root / "inner"
    inner.mkdir()
    for name in ("content", "templates"):
        (kept.book.root / name).rename(inner / name)
    kept.commit()
    replaced(inner / "content" / "1-chain" / "example.yml", "[[0.30]]", "[[0.31]]")
    assert main(["diff", "--root", str(inner)]) == 1
    assert "layers[hidden].weights[h][x]  0.30 → 0.31" in kept.capture.readouterr().out


def test_what_changed_in_the_generator_is_said_not_to_be_seen(kept: KeptBook) -> None:
    code = kept.book.root / "generator" / "engine.py"
    code.parent.mkdir()
    code.write_text("x = 1\n", "utf-8")
    kept.commit()
    assert "The generator's code has changed too" not in kept.diff()[1]
    code.write_text("x = 2\n", "utf-8")
    status, out, _ = kept.diff()
    assert status == 0 and "The generator's code has changed too" in out


def test_a_published_ledger_tells_numbers_and_nothing_else(kept: KeptBook, tmp_path: Path) -> None:
    main(["render", "--root", str(kept.book.root), "--out", str(tmp_path / "site")])
    kept.capture.readouterr()
    ledger = str(tmp_path / "site" / "ledger.json")
    assert kept.diff("--ledger", ledger)[0] == 0
    replaced(kept.book.example, "[[0.30]]", "[[0.31]]")
    data = kept.data("--ledger", ledger)
    (chapter,) = [one for one in data["chapters"] if one["slug"] == "chain"]
    assert data["status"] == 1 and chapter["keys"] == [] and chapter["verdicts"] == [] and data["texts"] == []
    moves = [(move["name"], move["old"], move["new"]) for page in chapter["pages"] for move in page["moves"]]
    assert ("net_h", "0.34", "0.348") in moves and chapter["state"] == "changed"
    assert "A ledger holds numbers and formulas" in kept.diff("--ledger", ledger)[1]


def test_a_ledger_of_an_older_or_newer_version_is_read(kept: KeptBook, tmp_path: Path) -> None:
    main(["render", "--root", str(kept.book.root), "--out", str(tmp_path / "site")])
    kept.capture.readouterr()
    file = tmp_path / "site" / "ledger.json"
    entries = json.loads(file.read_text("utf-8"))
    for entry in entries:
        del entry["under"]
        entry["colour"] = "blue"
    file.write_text(json.dumps(entries), "utf-8")
    assert kept.diff("--ledger", str(file))[0] == 0


@pytest.mark.parametrize("text", ["", "{", "{}", "[1]", '[{"page": "x"}]', "null", '"x"', "[[]]"])
def test_a_file_that_is_no_ledger_is_refused(kept: KeptBook, tmp_path: Path, text: str) -> None:
    file = tmp_path / "numbers.json"
    file.write_text(text, "utf-8")
    status, out, err = kept.diff("--ledger", str(file))
    assert (status, out) == (2, "") and "this is no ledger of a book" in err and "Traceback" not in err


def test_a_ledger_that_is_not_there_is_said(kept: KeptBook, tmp_path: Path) -> None:
    status, _, err = kept.diff("--ledger", str(tmp_path / "nowhere.json"))
    assert status == 2 and "nowhere.json: cannot be read" in err


def test_a_revision_and_a_ledger_are_too_much(kept: KeptBook) -> None:
    status, _, err = kept.diff("HEAD", "--ledger", "ledger.json")
    assert status == 2 and "Name one of them." in err

"""Writing a book: all of it or nothing, and never over somebody else's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import File
from generator.errors import TextbookError
from generator.writing import MARK, write


def tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.svg"
    path.write_bytes(b"<svg/>\r\n")
    return path


def test_the_folder_holds_the_files_and_no_others(tmp_path: Path, picture: Path) -> None:
    out = tmp_path / "deep" / "out"
    write([File("a.md", "Größe\n"), File("b/c.html", "<p>"), File("d.svg", path=picture)], out)
    assert tree(out) == {"a.md": "Größe\n", "b/c.html": "<p>", "d.svg": "<svg/>\n", MARK: ""}
    assert (out / "d.svg").read_bytes() == b"<svg/>\r\n" and (out / "a.md").read_bytes() == "Größe\n".encode()
    write([File("e.md", "new")], out)
    assert tree(out) == {"e.md": "new", MARK: ""}


def test_nothing_is_left_beside_the_folder(tmp_path: Path) -> None:
    for text in ("one", "two"):
        write([File("a.md", text)], tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write([File("a.md", "x")], tmp_path / "out")
    assert tree(tmp_path / "out") == {"a.md": "x", MARK: ""}


@pytest.mark.parametrize("name", ["thesis.tex", ".hidden", "sub/file.txt"])
def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    theirs = tmp_path / "out" / name
    theirs.parent.mkdir(parents=True)
    theirs.write_text("work of years", encoding="utf-8")
    with pytest.raises(TextbookError) as error:
        write([File("a.md", "x")], tmp_path / "out")
    (problem,) = error.value.problems
    assert problem.file == str(tmp_path / "out") and "not written here" in problem.message and problem.way_out
    assert tree(tmp_path / "out") == {name: "work of years"} and [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_in_the_place_of_the_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("work of years", encoding="utf-8")
    with pytest.raises(TextbookError):
        write([File("a.md", "x")], tmp_path / "out")
    assert (tmp_path / "out").read_text("utf-8") == "work of years"


def test_when_a_file_cannot_be_written_the_old_folder_stays_whole(tmp_path: Path, picture: Path) -> None:
    out = tmp_path / "out"
    write([File("a.md", "old"), File("b.md", "old too")], out)
    before = tree(out)
    with pytest.raises(OSError, match="no such picture"):
        write([File("a.md", "new"), File("d.svg", path=tmp_path / "no such picture")], out)
    assert tree(out) == before and sorted(p.name for p in tmp_path.iterdir()) == ["out", "picture.svg"]


def test_when_the_files_stop_half_way_the_old_folder_stays_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write([File("a.md", "old")], out)

    def breaking() -> object:
        yield File("a.md", "new")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        write(breaking(), out)
    assert tree(out) == {"a.md": "old", MARK: ""} and [p.name for p in tmp_path.iterdir()] == ["out"]


def test_when_the_new_folder_cannot_take_its_place_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write([File("a.md", "old")], out)
    rename = Path.rename

    def refuses(self: Path, target: Path) -> Path:
        if self.name == "fresh":
            raise PermissionError("the disk says no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuses)
    with pytest.raises(PermissionError):
        write([File("a.md", "new")], out)
    assert tree(out) == {"a.md": "old", MARK: ""}

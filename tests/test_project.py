"""Where things stand in a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in (
        "content/index.md", "content/about.md", "content/10-last/example.yml", "content/10-last/chapter.md",
        "content/2-next/example.yml", "content/2-next/picture.svg", "content/2-next/deck.md", "content/x/example.yml",
        "content/3-empty/chapter.md", "content/logo.png", "content/2-next/notes.yml", "templates/deck.html",
        "templates/macros/math.md", "templates/code/numpy.py.jinja", "templates/figures/network.svg",
        "templates/browser/book.css", "elsewhere/example.yml", "elsewhere/page.md",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return Project(tmp_path)


def names(project: Project, paths: tuple[Path, ...]) -> list[str]:
    return [path.relative_to(project.root).as_posix() for path in paths]


def test_examples_come_in_the_order_of_their_numbers_and_the_unnumbered_last(project: Project) -> None:
    assert names(project, project.example_folders()) == ["content/2-next", "content/10-last", "content/x"]


def test_the_front_page_comes_first(project: Project) -> None:
    assert names(project, project.pages()) == ["content/index.md", "content/about.md"]


def test_every_text_that_is_written_is_read_for_typed_numbers(project: Project) -> None:
    assert set(names(project, project.texts())) == {
        "content/index.md", "content/about.md", "content/10-last/chapter.md", "content/2-next/deck.md",
        "content/3-empty/chapter.md", "templates/macros/math.md", "templates/code/numpy.py.jinja",
        "templates/figures/network.svg", "content/2-next/picture.svg",
    }  # fmt: skip


def test_pictures_are_published_and_sources_are_not(project: Project) -> None:
    assert names(project, project.other_files()) == ["content/2-next/picture.svg", "content/logo.png"]


def test_every_list_is_sorted_whatever_the_disk_says(project: Project) -> None:
    for listed in (project.texts(), project.other_files()):
        assert list(listed) == sorted(listed)


def test_an_empty_checkout_has_nothing(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert (project.example_folders(), project.pages(), project.texts(), project.other_files()) == ((), (), (), ())

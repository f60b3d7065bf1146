"""Every chapter of the book starts with what the reader will be able to do, and ends with exercises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.project import Project
from tests.small_books import ROOT

FOLDERS = Project(ROOT).example_folders()
CHAPTERS = {folder.name.partition("-")[2]: (folder / "chapter.md").exists() for folder in FOLDERS}
FEWEST = {True: 3, False: 4}
"""Exercises of a chapter that somebody wrote, and of one that is made from its example alone."""


@pytest.mark.parametrize("slug", CHAPTERS)
def test_the_chapter_has_goals_and_exercises_whose_answers_are_hidden(published: Path, slug: str) -> None:
    article = (published / slug / "index.html").read_text(encoding="utf-8").partition("<article")[2]
    opening, asked = article.partition("<h2")[0], article.partition('id="exercises"')[2].partition("<h2")[0]
    assert re.search(r"At the end you will be able to</p>\s*<ul>", opening) and opening.count("<li>") > 3
    answers = re.findall(r"<details\b[^<>]*>", asked)
    assert len(answers) == asked.count("<p><strong>") >= FEWEST[CHAPTERS[slug]]
    assert not any(re.search(r"\bopen\b", answer) for answer in answers)

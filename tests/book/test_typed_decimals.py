"""The templates of the book ask for their numbers: what an example is given stands in its file, and what a source
prints in its printed.yml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.small_books import ROOT

TEMPLATES = sorted((ROOT / "content").rglob("*.md"))
ASKED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
DECIMAL = re.compile(r"(?<![\w.])\d*\.\d+(?![\w.])")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "content")))
def test_no_decimal_is_typed_where_a_template_computes(template: Path) -> None:
    typed = [found[0] for found in ASKED.finditer(template.read_text(encoding="utf-8")) if DECIMAL.search(found[0])]
    assert not typed


def test_a_typed_decimal_would_be_seen() -> None:
    asked = ["{% set slow = variant(learning_rate=0.05) %}", '{% claim E is rounded_to("0.291") %}', "{{ x | value }}"]
    assert [bool(DECIMAL.search(one)) for one in asked] == [True, True, False]

"""A difference as JSON, for a script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from generator.comparing import counts
from generator.comparing.difference import Chapter, Difference
from generator.comparing.moves import Comparison


def text(found: Difference) -> str:
    """All of it, in the words of the dataclasses."""
    data = {
        **{name: value for name, value in asdict(found).items() if name != "chapters"},
        "differs": found.differs,
        "in_trouble": found.in_trouble,
        "summary": counts.in_all(found.chapters),
        "chapters": [chapter(one) for one in found.chapters],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def chapter(one: Chapter) -> Mapping[str, object]:
    return {
        **{name: value for name, value in asdict(one).items() if name != "pages"},
        "pages": [page(compared) for compared in one.pages],
    }


def page(one: Comparison) -> Mapping[str, object]:
    """The numbers of a page, without those that stayed."""
    return {
        "page": one.page.uri,
        "moves": [asdict(move) for move in one.moves],
        "added": [asdict(entry) for entry in one.added],
        "gone": [asdict(entry) for entry in one.gone],
    }

"""Books small enough to be built in every test: one neuron behind one neuron, a few rounds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.project import Project

ROOT = Path(__file__).parents[1]

EXAMPLE = """\
title: One behind the other
source: {title: An older book, author: A. Teacher, year: 1999, url: "https://example.org/1999/chain"}
inputs: [x]
layers:
  - name: hidden
    neurons: [h]
    activation: logistic
    weights: [[0.30]]
    biases: 0.1
  - name: output
    neurons: [o]
    activation: logistic
    weights: [[-0.7]]
    biases: [0.25]
loss: half squared error
data:
  - {inputs: [0.80], targets: [0.9]}
optimizer: gradient descent
learning_rate: 0.5
update: weights and biases
rounds: 40
table: [1, 2, 40]
digits: {chapter: 6 decimals, deck: 3 significant}
"""

CHAPTER = r"""{% from "macros/math.md" import work with context %}
# {{ example.title }}

It answers {{ out_o }}.
{% claim E_total > after(1).E_total %}The error falls from {{ E_total }} to {{ after(1).E_total }}.{% endclaim %}

{{ work(dE_dw2, "delta") }}

See [the slides]({{ slug }}/deck.html).
"""

DECK = r"""class: title

# {{ example.title }}

???

The rate is \({{ eta | value }}\).

---

# Net

\[ {{ net_h | derivation }} \]
"""

INDEX = """\
# A book

{% for chapter in chapters %}
- [{{ chapter.example.title }}]({{ chapter.slug }}.md), from {{ chapter.E_total }}
{% endfor %}
"""


@dataclass(frozen=True)
class SmallBook:
    """A book that can be spoilt: what is not said is as above."""

    root: Path
    folder: str = "1-chain"

    @property
    def project(self) -> Project:
        return Project(self.root)

    @property
    def example(self) -> Path:
        return self.root / "content" / self.folder / "example.yml"

    @property
    def chapter(self) -> Path:
        return self.example.with_name("chapter.md")

    @property
    def deck(self) -> Path:
        return self.example.with_name("deck.md")

    @property
    def index(self) -> Path:
        return self.root / "content" / "index.md"

    def second(self, folder: str, **texts: str) -> SmallBook:
        """One more example in the same book."""
        return added(SmallBook(self.root, folder), **texts)


def small_book(
    root: Path, *, example: str = EXAMPLE, chapter: str = CHAPTER, deck: str = DECK, index: str = INDEX
) -> SmallBook:
    """A book with one example, and the templates of the repository."""
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "content").mkdir(parents=True)
    (root / "content" / "index.md").write_text(index, encoding="utf-8")
    return added(SmallBook(root), example=example, chapter=chapter, deck=deck)


def added(book: SmallBook, example: str = EXAMPLE, chapter: str = CHAPTER, deck: str = DECK) -> SmallBook:
    book.example.parent.mkdir()
    for file, text in ((book.example, example), (book.chapter, chapter), (book.deck, deck)):
        file.write_text(text, encoding="utf-8")
    return book


def line_of(file: Path, words: str) -> int:
    """The number of the first line that has these words."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

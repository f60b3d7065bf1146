"""Sources, in what MkDocs puts around the pages: the names and titles of mkdocs.yml stand on every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.errors import Problem, TextbookError
from generator.example.yaml_lines import Located, Place, read_yaml
from generator.text import structural

KIND = "source"
HOSTS = ("mkdocs.yml", "mkdocs.yaml")
NAMES = ("site_name", "site_description", "site_author")
WAY_OUT = "Leave it out of the title: a number has its source in a page."


def findings(root: Path) -> Iterator[Problem]:
    """The numbers in the names and titles of the site in the folder `root`, each with its line."""
    for file in (root / name for name in HOSTS if (root / name).is_file()):
        try:
            config = read_yaml(file)
        except TextbookError:
            return  # without titles there are no pages; MkDocs tells its reader what is wrong
        for place, title in titles(config):
            for _, digits in structural.outside(title, 0, "words"):
                message = f"the number {digits} has no source"
                yield Problem(str(file), config.line(*place), message, WAY_OUT, KIND, digits)


def titles(config: Located) -> Iterator[tuple[Place, str]]:
    """What readers see of a configuration, each with its place: names, titles in the navigation, what a switch says."""
    for name in NAMES:
        yield (name,), str(config.data.get(name) or "")
    yield from keys(("nav",), config.data.get("nav"))
    theme = config.data.get("theme")
    palette = theme.get("palette") if isinstance(theme, dict) else None
    for number, scheme in enumerate(palette if isinstance(palette, list) else [palette]):
        toggle = scheme.get("toggle") if isinstance(scheme, dict) else None
        if isinstance(toggle, dict):
            yield ("theme", "palette", number, "toggle", "name"), str(toggle.get("name") or "")


def keys(place: Place, entries: object) -> Iterator[tuple[Place, str]]:
    """The titles among the entries of a navigation, down to the last section; behind each stands its page."""
    if isinstance(entries, list):
        for number, entry in enumerate(entries):
            yield from keys((*place, number), entry)
    elif isinstance(entries, dict):
        for title, below in entries.items():
            yield (*place, title), title
            yield from keys((*place, title), below)

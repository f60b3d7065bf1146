"""What is locked, what it is called, and what the wheel and the sdist carry."""

from __future__ import annotations

import json
import re
import tarfile
import tomllib
import zipfile
from importlib.metadata import requires
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from generator.assets import VENDOR, vendored

ROOT = Path(__file__).parent.parent
BROWSER = ROOT / "generator" / "browser"
NPM = {
    name.removeprefix("node_modules/"): package
    for name, package in json.loads((BROWSER / "package-lock.json").read_text())["packages"].items()
    if name
}
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = dict(line.split("==") for line in (ROOT / "requirements.lock").read_text().splitlines() if line[0] != "#")
LOCKED = {canonicalize_name(name): version for name, version in LOCK.items()}


@pytest.mark.parametrize("name", NPM)
def test_the_npm_lock_pins_the_bytes_of_each_package_and_no_address(name: str) -> None:
    assert NPM[name]["integrity"].startswith("sha512-")
    assert "resolved" not in NPM[name]


@pytest.mark.parametrize("name", ["requirements.lock", *(f"generator/browser/{name}" for name in NPM_FILES)])
def test_no_file_that_says_what_to_fetch_says_where_from(name: str) -> None:
    assert "://" not in (ROOT / name).read_text()


@pytest.mark.parametrize("name", NPM)
def test_third_party_md_names_each_npm_package_with_the_locked_version_and_licence(name: str) -> None:
    rows = (ROOT / "THIRD_PARTY.md").read_text().splitlines()
    assert any(row.startswith(f"| {name} | {NPM[name]['version']} | {NPM[name]['license']}") for row in rows)


def test_each_notice_that_third_party_md_points_to_goes_along() -> None:
    notices = re.findall(r"`([^`]+/(?:LICENSE|package\.json))`", (ROOT / "THIRD_PARTY.md").read_text())
    assert len(notices) == len(NPM)
    assert set(notices) <= vendored().keys()


@pytest.mark.parametrize("extra", ["", "test"])
def test_everything_that_gets_installed_is_locked_at_a_version_that_is_asked_for(extra: str) -> None:
    project = PROJECT["project"]
    asked = project["optional-dependencies"][extra] if extra else project["dependencies"]
    todo, seen = [Requirement(text) for text in asked], set()
    while todo:
        requirement = todo.pop()
        assert requirement.specifier.contains(LOCKED[canonicalize_name(requirement.name)]), requirement
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        for text in requires(requirement.name) or ():
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": e}) for e in {"", *requirement.extras}):
                todo.append(needed)
    assert len(seen) > len(asked)


def test_the_tests_build_with_the_hatchling_that_builds_the_package() -> None:
    assert PROJECT["build-system"]["requires"] == [f"hatchling=={LOCKED['hatchling']}"]


def test_the_wheel_carries_the_browser_files_and_not_what_fetches_them(tmp_path: Path) -> None:
    [wheel] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("generator/browser/")}
    assert names == {f"generator/browser/vendor/{name}" for name in (*vendored(), "STAMP")}


def test_the_sdist_carries_the_book_and_the_browser_files_so_that_a_wheel_from_it_needs_no_node(tmp_path: Path) -> None:
    [sdist] = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    browser = {f"generator/browser/{name}" for name in ("build_hook.py", *NPM_FILES)}
    vendor = {(VENDOR / name).relative_to(ROOT).as_posix() for name in (*vendored(), "STAMP")}
    pages = [page for folder in ("content", "templates") for page in (ROOT / folder).rglob("*") if page.is_file()]
    book = {page.relative_to(ROOT).as_posix() for page in pages}
    assert book and browser | vendor | book | {"mkdocs.yml", "LICENSE", "THIRD_PARTY.md"} <= names
    assert not any(name.startswith("site/") for name in names)

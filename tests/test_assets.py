"""The browser files: found where the build has put them, and a clear word when it has not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.assets import VENDOR, vendored
from generator.errors import TextbookError


def test_every_vendored_file_is_named_by_its_path_below_the_folder() -> None:
    files = vendored()
    assert {"mathjax/tex-chtml.js", "mathjax/ui/lazy.js", "remark-slide/out/remark.min.js"} <= files.keys()
    assert all(path == VENDOR / name and path.is_file() for name, path in files.items())


def test_the_font_comes_as_woff2_which_is_what_browsers_load() -> None:
    fonts = [path for name, path in vendored().items() if name.endswith(".woff2")]
    assert fonts and all(path.read_bytes()[:4] == b"wOF2" for path in fonts)


def test_mathjax_in_the_folder_is_the_version_in_the_lock() -> None:
    lock = json.loads((VENDOR.parent / "package-lock.json").read_text())
    version = lock["packages"]["node_modules/mathjax"]["version"]
    assert f'"{version}"' in vendored()["mathjax/tex-chtml.js"].read_text()


def test_names_come_in_order_and_without_the_stamp_of_the_build(tmp_path: Path) -> None:
    for name in ("b.js", "a/z.js", "a.js", "STAMP"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert list(vendored(tmp_path)) == ["a.js", "a/z.js", "b.js"]


def test_a_folder_without_a_stamp_is_taken_as_missing_and_the_way_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "mathjax").mkdir()
    with pytest.raises(TextbookError) as error:
        vendored(tmp_path)
    [problem] = error.value.problems
    assert "browser files are missing" in problem.message
    assert "pip install -e ." in problem.way_out

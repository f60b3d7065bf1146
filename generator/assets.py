"""Where the files are that a reader's browser loads: MathJax with its font, and remark.

The package's build brings them (generator/browser/build_hook.py); here they are only found.
"""

from __future__ import annotations

from pathlib import Path

from generator.errors import Problem, TextbookError

VENDOR = Path(__file__).parent / "browser" / "vendor"

# The build writes it last: without it the folder is missing or half filled.
STAMP = "STAMP"


def vendored(folder: Path = VENDOR) -> dict[str, Path]:
    """Every vendored file by its name below `folder` (`mathjax/tex-chtml.js`), in the order of the names.

    Raises TextbookError when the build has not brought them.
    """
    if not (folder / STAMP).is_file():
        missing = "the browser files are missing: MathJax, its font and remark, which the package's build brings"
        raise TextbookError([Problem("generator/browser/vendor", None, missing, "Run `pip install -e .` once.")])
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: files[name] for name in sorted(files) if name != STAMP}

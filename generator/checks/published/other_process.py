"""A build in another process that runs beside the check, in a folder of its own."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar


class Build(Protocol):
    running: subprocess.Popen


AnyBuild = TypeVar("AnyBuild", bound=Build)


@contextmanager
def begun(make: Callable[[Path], AnyBuild]) -> Iterator[AnyBuild]:
    """A build that is begun at once in the folder it is given; in the end it is stopped, and the folder removed."""
    with tempfile.TemporaryDirectory(prefix="elsewhere-") as folder:
        build = make(Path(folder))
        try:
            yield build
        finally:
            if build.running.poll() is None:
                build.running.kill()
                build.running.communicate()

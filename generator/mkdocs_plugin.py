"""The MkDocs door: hands the built book over, and keeps serving the last good one while something is broken."""

from __future__ import annotations

import importlib
import logging
import sys
import traceback
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE = Path(__file__).parent
SECONDS_BETWEEN_LOOKS = 0.1
# Not below "mkdocs": `mkdocs build --strict` counts warnings there, and a served book reports its fault in the page.
LOG = logging.getLogger("textbook")

BAR = '<div class="textbook-error" role="alert"><strong>This is the last good version.</strong><pre>{}</pre></div>'


class Options(Config):
    """There are none: the book stands in content/ and templates/ beside mkdocs.yml."""


class TextbookPlugin(BasePlugin[Options]):
    """Builds the book before MkDocs does, and appends its files to those of the site."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        # Having this hook also makes MkDocs keep the plugin from one build of a serve to the next.
        self.serving = command == "serve"
        self.book, self.error, self.code = None, "", code_stamps()

    def on_serve(self, server: object, *, config: MkDocsConfig, builder: object) -> object:
        # A .pyc that is written beside a watched module would start one more build.
        sys.dont_write_bytecode = True
        # MkDocs looks for changes twice a second; an author waits for half of that, on average, at every edit.
        watched = [config.docs_dir, config.config_file_path]
        for path in watched:
            server.unwatch(path)
        server.observer = PollingObserver(timeout=SECONDS_BETWEEN_LOOKS)
        for path in (*watched, Path(config.config_file_path).parent / "templates", *code_folders()):
            server.watch(str(path), recursive=path != PACKAGE)
        return server

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        # Here, because MkDocs empties the site and then waits for ever if an error comes later.
        try:
            self.book, self.error = self._built(Path(config.config_file_path).parent), ""
        except Exception as error:  # whatever an edit breaks, a syntax error of our own included, the server goes on
            told = said(error, Path(config.config_file_path).parent)
            if not (self.serving and self.book):
                raise PluginError(told) from error
            self.error = told
            LOG.error(told)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            files.remove(file)
        for file in self.book.files:
            files.append(handed_over(file, config))
        if config.nav is None:  # MkDocs would sort the pages by name
            config.nav = [file.uri for file in self.book.files if file.uri.endswith(".md")]
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        # Half of the time of a small site goes into compiling the theme's templates, at every build again.
        env.bytecode_cache = self._module("documents.compiled").COMPILED
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return output.replace("</body>", BAR.format(escape(self.error)) + "</body>", 1) if self.error else output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        # The search index holds a formula as it was typed; a reader searches for the number, not for its key.
        index = Path(config.site_dir, "search", "search_index.json")
        if index.is_file():
            text = index.read_text(encoding="utf-8")
            index.write_text(self._module("search_index").readable(text), encoding="utf-8", newline="\n")

    def _built(self, root: Path) -> object:
        """The book, built by the generator's code as it is now on disk."""
        if self.serving and self.code != (now := code_stamps()):
            forget_modules()
            self.code = now
        project = self._module("project").Project(root)
        return self._module("build").build(project, preview=self.serving)

    def _module(self, name: str) -> object:
        return importlib.import_module(f"generator.{name}")


def handed_over(file: object, config: MkDocsConfig) -> File:
    """A file of the book as MkDocs takes it; its edit link leads to what an author edits."""
    if file.path is not None:
        return File.generated(config, file.uri, abs_src_path=str(file.path))
    handed = File.generated(config, file.uri, content=file.text)
    if file.source is not None:
        root = Path(config.config_file_path).parent
        handed.edit_uri = file.source.relative_to(root).as_posix()
    return handed


def said(error: Exception, root: Path) -> str:
    """An error as an author reads it. A fault of the generator itself is said with its type and place."""
    if hasattr(error, "relative_to"):
        return str(error.relative_to(root))
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    ours = [(Path(file), line) for file, line in places if Path(file).is_relative_to(PACKAGE)]
    place = f"{ours[-1][0].relative_to(PACKAGE.parent).as_posix()}:{ours[-1][1]}: " if ours else ""
    return f"{place}{type(error).__name__}: {error}"


def code_folders() -> list[Path]:
    """The folders with modules in them. The browser's libraries are many files that nobody edits."""
    return [PACKAGE, *(path.parent for path in sorted(PACKAGE.glob("*/__init__.py")))]


def code_stamps() -> MappingProxyType[str, int]:
    """When each module of the generator was written last."""
    return MappingProxyType({str(path): path.stat().st_mtime_ns for path in sorted(PACKAGE.rglob("*.py"))})


def forget_modules() -> None:
    """Make the next import read the generator's code again. This module stays: MkDocs holds it."""
    # The package too: it holds its modules as attributes, and an import would take the old ones from there.
    package = __name__.partition(".")[0]
    for name in [name for name in sys.modules if name.partition(".")[0] == package and name != __name__]:
        del sys.modules[name]
    importlib.invalidate_caches()

"""What is wrong with a file that is no YAML, in plain words."""

from __future__ import annotations

import re

import yaml

from generator.errors import ExampleError, Problem

# What the parser's complaint contains, what is probably wrong, a way out, and whether the place to mend is where the
# thing began that the parser was reading (else: where it stopped). Both of PyYAML's parsers are covered.
COMPLAINTS = (
    ("expected ',' or ']'", "the list that '[' opens here is not closed, or a comma is missing in it",
     "Put commas between the entries and ']' behind the last.", True),
    ("expected ',' or '}'", "the mapping that '{' opens here is not closed, or a comma is missing in it",
     "Put commas between the pairs and '}' behind the last.", True),
    ("unexpected end of stream", "the text that begins here with a quotation mark does not end",
     "Close it with the same quotation mark.", True),
    ("could not find expected ':'", "expected 'key: value', found a line without ': '",
     "Put ': ' behind the key, or '- ' before an entry of a list.", True),
    ("mapping values are not allowed", "a ':' stands where no key can be",
     "Give each key a line of its own, as far indented as its neighbours, and put a blank behind each ':', in the line "
     "above too. Text with ': ' in it stands in quotation marks.", False),
    ("unexpected ':'", "a ':' stands between brackets without a blank and a value behind it",
     "Write 'key: value', or put the text in quotation marks.", False),
    ("cannot start any token", "a value begins with a character that has a special meaning in YAML",
     "Put the value in quotation marks.", False),
    ("entries are not allowed", "a '-' stands where no list can begin",
     "Begin the list in the line below its key.", False),
    ("chomping", "a value begins with '|' or '>', which have a special meaning in YAML",
     "Put the value in quotation marks.", False),
    ("line break", "a value begins with '|' or '>', which have a special meaning in YAML",
     "Put the value in quotation marks.", False),
    ("alphabetic or numeric character", "a value begins with '*' or '&', which have a special meaning in YAML",
     "Put the value in quotation marks.", False),
    ("unknown escape character", "a backslash in double quotation marks has a special meaning",
     "Use single quotation marks, or write it twice.", False),
    ("node content", "a value is missing before this comma or bracket", "Write the value, or remove the comma.", False),
    ("expected <block end>", "this does not fit the lines above: it is indented differently, or too much stands in it",
     "Indent keys of one mapping, and the '-' of one list, by the same number of spaces.", False),
    ("did not find expected", "this does not fit the lines above: it is indented differently, or too much stands in it",
     "Indent keys of one mapping, and the '-' of one list, by the same number of spaces.", False),
)

UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Control characters, and the marks of other encodings, which no editor shows."""

TAB_INDENTS = re.compile(r"^ *\t", re.MULTILINE)


def decoded(raw: bytes, file: str) -> str:
    """The text of a file. Raises ExampleError for bytes that are not UTF-8 and for invisible characters."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = raw.count(b"\n", 0, error.start) + 1, error.start - raw.rfind(b"\n", 0, error.start)
        message = f"byte 0x{raw[error.start]:02X}, number {column} of this line, is not UTF-8"
        raise ExampleError([Problem(file, line, message, "Save the file in the encoding UTF-8.")]) from None
    if found := UNREADABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"the invisible character U+{ord(found[0]):04X} stands in this line"
        raise ExampleError([Problem(file, line, message, "Delete it, or type the line anew.")])
    return text


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """The first place at which the parser gave up, and what is probably wrong there."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem(file, None, f"the file is not YAML: {error}")
    seen = error.problem_mark.line + 1
    if tab := _line_of_tab(text, seen):
        return Problem(file, tab, "a tab stands in this line, where YAML wants spaces",
                       "Replace tabs by spaces; most editors have a command for it.")
    for part, message, way_out, where_it_began in COMPLAINTS:
        if part in str(error.problem):
            line = error.context_mark.line + 1 if where_it_began and error.context_mark else seen
            noticed = f" (noticed in line {seen})" if line != seen else ""
            return Problem(file, line, message + noticed, way_out)
    return Problem(file, seen, f"the file is not YAML here: {error.problem}")


def _line_of_tab(text: str, seen: int) -> int | None:
    """The first line that a tab indents, or the line in which the parser stopped if it has a tab anywhere."""
    if found := TAB_INDENTS.search(text):
        return text.count("\n", 0, found.start()) + 1
    lines = text.split("\n")
    return seen if seen <= len(lines) and "\t" in lines[seen - 1] else None

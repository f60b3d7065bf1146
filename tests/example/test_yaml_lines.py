"""YAML to plain data with lines, and what is refused. Every case runs on each of PyYAML's two parsers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ExampleError
from generator.example import yaml_lines
from generator.example.yaml_lines import Located, read_yaml
from tests.strategies import quick

PARSERS = [yaml.BaseLoader] + ([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])
Read = Callable[[str | bytes], Located]


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def read(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    monkeypatch.setattr(yaml_lines, "LOADER", request.param)

    def read_text(text: str | bytes) -> Located:
        file = tmp_path / "a.yml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_yaml(file)

    return read_text


def refused(read: Read, text: str | bytes) -> str:
    """Line and message of the only problem."""
    with pytest.raises(ExampleError) as error:
        read(text)
    (problem,) = error.value.problems
    return f"{problem.line}: {problem.message}"


@pytest.mark.parametrize("text", ["0.20", "-0.5", ".5", "1e-3", "10000", "2.50E+2", "0", "0.0", "123456789.123456789"])
def test_an_unquoted_number_is_the_decimal_with_the_same_digits(read: Read, text: str) -> None:
    value = read(f"a: {text}").data["a"]
    assert isinstance(value, Decimal) and value.as_tuple() == Decimal(text).as_tuple()


@pytest.mark.parametrize(("text", "value"), [("10_000", "10000"), ("+0.5", "0.5"), ("5.", "5"), ("-.25", "-0.25")])
def test_signs_points_and_grouped_digits_are_read(read: Read, text: str, value: str) -> None:
    assert str(read(f"a: {text}").data["a"]) == value


@pytest.mark.parametrize("text", [
    "0x1F", "0o17", "010", "1:30", ".nan", ".inf", "-.inf", "1_", "1__0", "_1", "1e", "e5", ".", "1e9999999", "٣",
    "1.2.3", "0,5",
])
def test_what_is_not_plainly_decimal_stays_text(read: Read, text: str) -> None:
    assert read(f"a: {text}").data["a"] == text


@pytest.mark.parametrize(("text", "value"), [
    ("true", True), ("False", False), ("null", None), ("~", None), ("", None), ("yes", "yes"), ("none", "none"),
    ("'1'", "1"), ('"true"', "true"), ("''", ""), ("2015-03-17", "2015-03-17"), ("|\n  1", "1"),
])
def test_only_bare_words_have_a_meaning_of_their_own(read: Read, text: str, value: object) -> None:
    assert read(f"a: {text}").data["a"] == value
    assert type(read(f"a: {text}").data["a"]) is type(value)


def test_every_value_has_its_line_and_a_key_that_of_its_name(read: Read) -> None:
    located = read("# comment\na: 1\nb:\n  - x: [1,\n         2]\n    y: 3\n  -\n    - 4\nc:\n\n  5\n")
    assert located.data == {"a": 1, "b": [{"x": [1, 2], "y": 3}, [4]], "c": 5}
    lines = {
        (): 2, ("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 0, "x"): 4, ("b", 0, "x", 0): 4, ("b", 0, "x", 1): 5,
        ("b", 0, "y"): 6, ("b", 1): 8, ("b", 1, 0): 8, ("c",): 9,
    }
    assert {place: located.line(*place) for place in lines} == lines


def test_the_entries_of_a_list_in_one_line_take_no_lines_of_their_own(read: Read) -> None:
    located = read("a: [" + 1000 * "0.5, " + "\n1]\nb: [[1, 2],\n[3]]")
    assert located.lines == {(): 1, ("a",): 1, ("a", 1000): 2, ("b",): 3, ("b", 1): 4}
    assert (located.line("a", 999), located.line("a", 1000), located.line("b", 0, 1), located.line("b", 1, 0)) == (
        1, 2, 3, 4)


BLANKS = st.sampled_from(["", " ", "\n  ", "\n\n   ", " # a comment\n  "])
ENTRIES = st.recursive(
    st.sampled_from(["0.5", "-1", "x", "'y'", "''", "~", "true", "[]", "{}"]),
    lambda inner: st.lists(st.tuples(BLANKS, inner, BLANKS).map("".join), max_size=5).map(
        lambda entries: f"[{','.join(entries)}]"),
    max_leaves=12)


@quick(80)
@given(rows=st.lists(st.tuples(BLANKS, ENTRIES), min_size=1, max_size=4))
def test_every_value_has_the_line_that_the_parser_s_own_tree_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]],
) -> None:
    file = tmp_path_factory.getbasetemp() / "lines.yml"
    file.write_text("".join(f"k{number}: {blank}{value}\n" for number, (blank, value) in enumerate(rows)))
    located = read_yaml(file)
    top = yaml.compose(file.read_text(), Loader=yaml.BaseLoader)
    todo = [((key.value,), key, value) for key, value in top.value]
    while todo:
        place, where, node = todo.pop()
        assert located.line(*place) == where.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            todo += [((*place, entry), inner, inner) for entry, inner in enumerate(node.value)]


def test_a_value_that_is_not_there_has_the_line_of_what_is_around_it(read: Read) -> None:
    located = read("a: 1\nb:\n  c: 2\n")
    assert (located.line("b", "c", 0), located.line("b", "d", "e"), located.line("x")) == (3, 2, 1)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(read: Read) -> None:
    assert read(b"\xef\xbb\xbfa: 1\r\nb: [2]\r\n").lines == read("a: 1\nb: [2]\n").lines


def test_a_key_given_twice_is_reported_with_both_lines_and_the_rest_is_read(read: Read) -> None:
    located = read("a: 1\nb:\n  c: 2\n  d: 3\n  c: {x: 4}\na: 5\ne: 6\n")
    assert located.data == {"a": 1, "b": {"c": 2, "d": 3}, "e": 6}
    assert [(p.line, p.message) for p in located.problems] == [
        (5, "the key 'c' is given twice, first in line 3"), (6, "the key 'a' is given twice, first in line 1")]
    assert located.unread == {("b", "c"), ("a",)}


@pytest.mark.parametrize("key", ["1", "true", "~", "[a]", "{a: 1}", ""])
def test_a_key_that_is_no_word_is_reported(read: Read, key: str) -> None:
    (problem,) = read(f"a: 1\n? {key}\n: 2\n").problems
    assert (problem.line, problem.message) == (2, "a key must be a word")


def test_aliases_are_reported_one_by_one_and_never_expanded(read: Read) -> None:
    bomb = "a0: &a0 [1, 1]\n" + "".join(f"a{n}: &a{n} [{', '.join(9 * [f'*a{n - 1}'])}]\n" for n in range(1, 40))
    located = read(bomb)
    assert len(located.problems) == 9 * 39
    assert located.problems[0].line == 2 and "*a0" in located.problems[0].message
    assert ("a1", 0) in located.unread and located.data["a39"] == 9 * [None]


@pytest.mark.parametrize("value", ["!!float '1'", "!!python/name:os.system", "!x [1]", "!x {b: 1}"])
def test_type_tags_are_reported(read: Read, value: str) -> None:
    (problem,) = read(f"b: 1\na: {value}\n").problems
    assert problem.line == 2 and problem.message.startswith("type tags such as ")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_refused(read: Read, text: str) -> None:
    assert refused(read, text) == "1: the file is empty"


@pytest.mark.parametrize("text", ["- a\n- b\n", "word\n", "12\n", "~\n"])
def test_a_file_without_keys_is_refused(read: Read, text: str) -> None:
    assert refused(read, text) == "1: expected 'key: value' lines, found none"


def test_a_second_document_is_refused(read: Read) -> None:
    assert refused(read, "a: 1\n---\nb: 2\n") == "2: a second document begins here"


@pytest.mark.parametrize("text", [
    "a: " + 5000 * "[", "a: " + 3000 * "{a: ", "a:\n" + "\n".join(n * " " + "-" for n in range(2000))])
def test_bottomless_nesting_is_refused(read: Read, text: str) -> None:
    assert refused(read, text).endswith("lists or mappings stand more than 12 deep in each other here")


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yml", tmp_path):
        with pytest.raises(ExampleError, match=f"{path}: cannot be read: "):
            read_yaml(path)


@pytest.mark.parametrize(("raw", "message"), [
    (b"a: 1\nb: caf\xe9\n", "2: byte 0xE9, number 7 of this line, is not UTF-8"),
    (b"\xff\xfea\x00:\x00", "1: byte 0xFF, number 1 of this line, is not UTF-8"),
    (b"a: 1\nb: \xe2\x82", "2: byte 0xE2, number 4 of this line, is not UTF-8"),
    (b"a: 1\n\nb: 2\x00\n", "3: the invisible character U+0000 stands in this line"),
    ("a: 1\nb: \ufeff2\n".encode(), "2: the invisible character U+FEFF stands in this line"),
])
def test_bytes_that_are_no_text_are_refused_with_their_place(read: Read, raw: bytes, message: str) -> None:
    assert refused(read, raw) == message


@pytest.mark.parametrize(("text", "begin"), [
    ("a:\n  b: 1\n\tc: 2\n", "3: a tab stands in this line"),
    ("a:\n\t- 1\n", "2: a tab stands in this line"),
    ("a: 1\nb:\t1\n\t c: 2\n", "3: a tab stands in this line"),
    ("a: 1\nb: \t@x\n", "2: a tab stands in this line"),
    ("a: [1, 2\nb: 3\n", "1: the list that '[' opens here is not closed"),
    ("x: 0\na: {b: 1\nc: 2\n", "2: the mapping that '{' opens here is not closed"),
    ("x: 0\na: 'x\nb: 3\n", "2: the text that begins here with a quotation mark does not end (noticed in line 4)"),
    ("x: 0\na\nb: 1\n", "2: expected 'key: value', found a line without ': ' (noticed in line 3)"),
    ("a: b: c\n", "1: a ':' stands where no key can be"),
    ("a: 1\n  b: 2\n", "2: a ':' stands where no key can be"),
    ("x: 0\na:1\nb: 2\n", "2: expected 'key: value', found a line without ': ' (noticed in line 3)"),
    ("x:\n  a:1\n  b: 2\n", "3: a ':' stands where no key can be"),
    ("a:1\nb: 2\n", "1: expected 'key: value' lines"),
    ("a: 1\nb: @x\n", "2: a value begins with a character that has a special meaning"),
    ("a: 1\nb: * x\n", "2: a value begins with '*' or '&'"),
    ("a: 1\nb: - 2\n", "2: a '-' stands where no list can begin"),
    ("a: 1\nb: |x|\n", "2: a value begins with '|' or '>'"),
    ("a: 1\nb: > 5\n", "2: a value begins with '|' or '>'"),
    ('a: 1\nb: "\\q"\n', "2: a backslash in double quotation marks"),
    ("a: [1, , 3]\n", "1: a value is missing before this comma or bracket"),
    ("a:\n  b: 1\n c: 2\n", "3: this does not fit the lines above"),
    ("a: 1\n- b\n", "2: this does not fit the lines above"),
    ("a: [1, 2]]\n", "1: this does not fit the lines above"),
    ("%YAML 3.0\n---\na: 1\n", "1: the file is not YAML here: found incompatible YAML document"),
])
def test_a_syntax_error_is_said_in_plain_words_at_its_line(read: Read, text: str, begin: str) -> None:
    assert refused(read, text).startswith(begin)


@pytest.mark.parametrize("text", ["a: {b:, c: 1}\n", "a: [b:, c]\n", "a: {b:}\n"])
def test_a_key_between_brackets_without_a_value_has_none_or_is_refused(read: Read, text: str) -> None:
    """PyYAML's two parsers differ in it."""
    try:
        inside = read(text).data["a"]
    except ExampleError as error:
        (problem,) = error.problems
        assert problem.message == "a ':' stands between brackets without a blank and a value behind it"
    else:
        assert {"b": None} in (inside, *inside) or inside["b"] is None

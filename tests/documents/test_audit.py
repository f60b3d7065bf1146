"""What a page must hold to before it is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.documents import audit
from generator.documents.context import chapter_context
from generator.documents.templating import Rendered, Templates
from generator.errors import Problem, TextbookError
from generator.numbers import certified
from generator.numbers.certified import Ball, Certified
from generator.printed.quotations import quotations
from generator.project import PRINTED
from generator.quantities.quantity import Quantity
from generator.text import stamps
from tests import two_outputs
from tests.small_books import ROOT
from tests.text.test_structural import TYPED
from tests.two_outputs import worked, writer

Render = Callable[..., Rendered]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    def rendered(text: str, rule: str = "9 decimals") -> Rendered:
        (tmp_path / "page.md").write_text(text, encoding="utf-8")
        with certified.precision(two_outputs.BITS):
            return Templates(tmp_path, ROOT / "templates").render("page.md", writer(rule), chapter_context(worked()))

    return rendered


def found(rendered: Rendered) -> list[Problem]:
    with certified.precision(two_outputs.BITS):
        return list(audit.problems(rendered))


# --- typed numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [place for place in TYPED if place != "factor between subscripts"])
def test_a_typed_number_is_refused_with_file_and_line(place: str, tmp_path: Path) -> None:
    file = tmp_path / "chapter.md"
    text = f"{{{{ net_h1 }}}}\n\n{TYPED[place].format('0.29')}\n"
    file.write_text(text, encoding="utf-8")
    line = 1 + text[: text.index("0.29")].count("\n")
    (problem,) = audit.typed_numbers(file)
    assert (problem.file, problem.line) == (str(file), line)
    assert "0.29" in problem.message and "stated('0.29'" in problem.way_out


def test_lines_are_counted_through_tags_comments_and_expressions(tmp_path: Path) -> None:
    file = tmp_path / "chapter.md"
    file.write_text(
        "{## a comment\nof two lines ##}\n{% set a = [1,\n  2, 3.5] %}\n{{ f(0.5,\n  'x 0.6') }}\nIt is 0.29.\n"
        "{% raw %}\n{{ 0.7 }}\n{% endraw %}\n",
        encoding="utf-8",
    )
    assert [(p.line, p.message) for p in audit.typed_numbers(file)] == [
        (7, "the number 0.29 has no source"), (9, "the number 0.7 has no source"),
    ]  # fmt: skip


def test_what_an_expression_is_made_of_is_not_typed_text(tmp_path: Path) -> None:
    file = tmp_path / "chapter.md"
    file.write_text("{{ x | value('12 significant') }} {% if at(300).E < 0.5 %}a{% endif %} \\(w_{{ n }}\\)\n", "utf-8")
    assert list(audit.typed_numbers(file)) == []


def test_a_listing_is_code_from_its_first_line_to_its_last(tmp_path: Path) -> None:
    file = tmp_path / "program.py.jinja"
    file.write_text("from math import exp\nw5_new = h1 ** 2 / 2\neta = 0.5\nprint(x[0] - 1)\nn = 10000\n", "utf-8")
    assert [p.line for p in audit.typed_numbers(file)] == [3, 5]


@pytest.mark.parametrize("template", sorted((ROOT / "templates").rglob("*.jinja")), ids=lambda path: path.name)
def test_the_listings_of_the_book_have_no_typed_number(template: Path) -> None:
    assert list(audit.typed_numbers(template)) == []


# --- the net behind: numbers out of expressions -----------------------------------------------------------------------


@pytest.mark.parametrize("expression", [
    "{{ '0.29' }}", "{{ 'about ' ~ '37' }}", "{{ '%.2f' | format(0.291) }}", "{{ example.learning_rate ~ '' }}",
    "{{ example.rounds | string }}", "{{ [3, 4] | join(', ') }}", "{{ '{:.3f}'.format(0.5) }}",
    "{{ net_h1.written ~ net_h1.value.exact ~ '' }}", "{{ 3 ~ '' }}",
    "{% for a in [1] %}{{ loop.length ~ '5' }}{% endfor %}",
    r"\(w = {{ '0.29' }}\)", "`{{ '0.29' }}`", '<img alt="{{ "0.29" }}">', "{{ net_h1.value.ball ~ '' }}",
])  # fmt: skip
def test_a_number_that_came_round_the_door_is_caught_in_the_rendered_text(render: Render, expression: str) -> None:
    problems = found(render(f"Text.\n\nIt is {expression} now.\n"))
    assert problems and all(problem.file.endswith("page.md") for problem in problems)
    assert "has no source" in problems[0].message


@pytest.mark.parametrize("expression", [
    "{{ '%.2f' | format(net_h1) }}", "{{ net_h1 ~ '' }}", "{{ net_h1 | float }}", "{{ '%s' % net_h1 }}",
    "{{ '{:.3f}'.format(net_h1) }}", "{{ net_h1 | string }}", "{{ 0.29 }}", "{{ example.learning_rate }}",
])  # fmt: skip
def test_a_quantity_cannot_be_made_into_text_beside_the_door(render: Render, expression: str) -> None:
    with pytest.raises(TextbookError) as error:
        render(f"Text.\n\nIt is {expression} now.\n")
    (problem,) = error.value.problems
    assert problem.line == 3 and problem.file.endswith("page.md")


def test_the_words_around_a_number_without_source_are_shown(render: Render) -> None:
    (problem,) = found(render("The error falls to {{ '0.29' }} at last, from {{ E_total }}."))
    assert "falls to 0.29 at last" in problem.message and "stated('0.29'" in problem.way_out


def test_a_number_behind_a_number_is_not_taken_for_the_index_of_a_name(render: Render) -> None:
    assert found(render("out{{ w5 }}{{ '37' }}")) and found(render(r"\(w_{{ w5 }}{{ '37' }}\)"))


def test_a_page_with_sources_for_all_its_numbers_is_fine(render: Render) -> None:
    assert found(render(
        "# {{ example.title }}\n\n{{ E_total }} {{ rounds | grouped }} {{ stated('0.29', 'printed elsewhere') }}\n\n"
        "\\[ {{ dE_dw5 | derivation('delta') }} \\]\n\n`{{ eta }}` <img alt=\"{{ w5 }}\">"
        " {{ at(7).E_total - E_total }}\n"
    )) == []  # fmt: skip


# --- digits -----------------------------------------------------------------------------------------------------------


NO_FIGURES = '{% macro figure(name, caption="") %}{% set ignored = kwargs %}{% endmacro %}'


@pytest.fixture(scope="module")
def rendered_book(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendered]:
    """The real chapter and deck; their figures are tested elsewhere."""
    bare = tmp_path_factory.mktemp("templates")
    (bare / "macros").mkdir()
    (bare / "macros" / "figures.md").write_text(NO_FIGURES, encoding="utf-8")
    templates = Templates(two_outputs.FILE.parent, bare, ROOT / "templates")
    context = chapter_context(worked(), quotations(two_outputs.FILE.with_name(PRINTED)))
    with certified.precision(two_outputs.BITS):
        return {
            name: templates.render(name, writer(rule), context)
            for name, rule in (("chapter.md", "9 decimals"), ("deck.md", "5 significant"))
        }


@pytest.mark.parametrize("document", ["chapter.md", "deck.md"])
def test_a_changed_digit_is_caught_whichever_it_is(rendered_book: dict[str, Rendered], document: str) -> None:
    rendered = rendered_book[document]
    assert found(rendered) == []
    changed = 0
    with certified.precision(two_outputs.BITS):
        for stamp in dict.fromkeys((s.key, s.text) for s in stamps.stamps(rendered.text)):
            if not isinstance(rendered.sources.get(stamp[0]), Quantity):
                continue
            for spoilt in spoilt_digits(stamp[1]):
                alone = replace(rendered, text=stamps.stamp(stamp[0], spoilt))
                assert list(audit.digits_that_are_not_the_value(alone)), f"{spoilt} passed for {stamp}"
                changed += 1
    assert changed > 500


def spoilt_digits(text: str) -> list[str]:
    """A number with one of its digits changed, each in turn, and with the other sign."""
    digits = [i for i, character in enumerate(text) if character.isdigit()]
    spoilt = [f"{text[:i]}{(int(text[i]) + 1) % 10}{text[i + 1 :]}" for i in digits]
    return [*spoilt, text.removeprefix("-") if text.startswith("-") else f"-{text}"]


def test_a_changed_digit_in_the_whole_page_is_said_with_its_quantity(render: Render) -> None:
    rendered = render("It is {{ E_total }}, and {{ out_h1 }} before.")
    spoilt = replace(rendered, text=rendered.text.replace("0.298371109", "0.298371108"))
    (problem,) = found(spoilt)
    assert "'0.298371108'" in problem.message and "two-outputs/E_o" not in problem.message
    assert "two-outputs/E_total@1" in problem.message and problem.file.endswith("page.md")


def test_a_number_under_the_key_of_another_quantity_is_caught(render: Render) -> None:
    rendered = render("{{ out_h1 }} {{ out_h2 }}")
    swapped = rendered.text.replace("out_h1@1", "x").replace("out_h2@1", "out_h1@1").replace("/x", "/out_h2@1")
    assert len(found(replace(rendered, text=swapped))) == 2


def test_a_key_that_nothing_stands_behind_is_caught(render: Render) -> None:
    rendered = render("{{ out_h1 }}")
    (problem,) = found(replace(rendered, text=stamps.stamp("two-outputs/out_h9@1", "0.593269992")))
    assert "out_h9" in problem.message


def test_a_changed_stated_number_is_caught(render: Render) -> None:
    rendered = render("{{ stated('0.291027924', 'printed in the source') }}")
    assert found(rendered) == []
    assert found(replace(rendered, text=rendered.text.replace("0.291", "0.281")))


@pytest.mark.parametrize(("text", "value", "holds"), [
    ("0.13", "0.125", True),  # half a unit above, which a tie allows
    ("0.12", "0.125", True),
    ("0.12", "0.1251", False),
    ("0.14", "0.125", False),
    ("-0.13", "-0.1251", True),
    ("0.13", "-0.1251", False),
    ("10,000", "10000", True),
    ("10,000", "10001", False),
    ("3.5e-12", "0.00000000000351", True),
    ("3.5e-12", "0.0000000000036", False),
    ("3.5e-12", "0.0000000000351", False),
    ("2e3", "2400", True),
    ("2e3", "2501", False),
    ("0.20", "0.2", True),
    ("0.20", "0.206", False),
    ("7", "7.4", True),
    ("7", "7.6", False),
    ("[0.3 +/- 1]", "0.3", False),
    ("nan", "0.3", False),
    ("", "0", False),
    ("0.3\n", "0.3", False),
])  # fmt: skip
def test_a_printed_number_is_within_half_a_unit_of_its_last_digit(text: str, value: str, holds: bool) -> None:
    assert audit.within_half_a_digit(text, Certified.of(Decimal(value))) is holds


def test_a_ball_that_is_too_wide_for_its_digits_is_not_passed() -> None:
    wide = Certified(Ball(0.5, 1e-9))
    assert audit.within_half_a_digit("0.5000000", wide)
    assert not audit.within_half_a_digit("0.500000000", wide)


# --- claims -----------------------------------------------------------------------------------------------------------


def test_a_false_claim_is_said_with_file_line_words_and_condition(render: Render) -> None:
    (problem,) = found(render(
        "Text.\n\nSo {% claim after(1).E_total > E_total %}the error\nrises to {{ E_total }}{% endclaim %}.\n"
    ))  # fmt: skip
    assert problem.line == 3 and problem.file.endswith("page.md")
    assert "the error rises to 0.298371109" in problem.message
    assert "after(1).E_total > E_total" in problem.way_out


def test_of_two_claims_in_a_line_the_false_one_is_shown(render: Render) -> None:
    (problem,) = found(render(
        "{% claim w1 < w2 %}It grows.{% endclaim %} {% claim w3 > w4 %}It falls.{% endclaim %}\n"
    ))  # fmt: skip
    assert "It falls." in problem.message and "w3 > w4" in problem.way_out and "w1" not in problem.way_out


def test_a_condition_over_two_lines_is_no_stumbling_block(render: Render) -> None:
    (problem,) = found(render("{% claim w1 > w2\n   and w3 < w4 %}It is so.{% endclaim %}\n"))
    assert problem.line == 1 and "It is so." in problem.message


def test_everything_is_said_at_once(render: Render) -> None:
    rendered = render(
        "{% claim w1 > w2 %}One.{% endclaim %}\n{{ '0.29' }} {{ E_total }}\n{% claim w3 > w4 %}Two.{% endclaim %}\n"
    )
    problems = found(replace(rendered, text=rendered.text.replace("0.298371109", "0.298371108")))
    assert len(problems) == 4
    assert sorted(p.line or 0 for p in problems) == [1, 2, 2, 3]

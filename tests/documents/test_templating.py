"""Templates: what authors get for mistakes, and the door that every number passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.documents.templating import Rendered, Stated, Templates
from generator.errors import Problem, TemplateError
from generator.numbers import certified
from generator.numbers.certified import Certified, Undecided
from generator.numbers.traced import Traced
from generator.quantities.quantity import Quantity
from generator.text import stamps
from tests import two_outputs
from tests.two_outputs import worked, writer

Render = Callable[..., Rendered]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    def rendered(text: str, rule: str = "9 decimals", **more: object) -> Rendered:
        (tmp_path / "page.md").write_text(text, encoding="utf-8")
        context = {**worked().first, "at": worked().at, "after": worked().after, "rounds": worked().rounds, **more}
        with certified.precision(two_outputs.BITS):
            return Templates(tmp_path).render("page.md", writer(rule), context)

    return rendered


def refused(render: Render, text: str, **more: object) -> Problem:
    """The one problem with a template whose mistake stands in its third line."""
    with pytest.raises(TemplateError) as error:
        render(f"One.\n\n{text}\nFour.\n", **more)
    (problem,) = error.value.problems
    assert (Path(problem.file).name, problem.line) == ("page.md", 3), str(problem)
    return problem


def test_a_quantity_is_printed_with_its_stamp_and_its_source_is_kept(render: Render) -> None:
    made = render("out is {{ out_h1 }}, w2 is {{ w2 }}.")
    out, weight = stamps.stamp("two-outputs/out_h1@1", "0.593269992"), stamps.stamp("two-outputs/w2", "0.20")
    assert made.text == f"out is {out}, w2 is {weight}."
    first = worked().first
    assert dict(made.sources) == {"two-outputs/out_h1@1": first["out_h1"], "two-outputs/w2": first["w2"]}
    assert Path(made.file).name == "page.md"


def test_the_rule_of_the_document_is_used(render: Render) -> None:
    made = render("{{ out_h1 }} {{ out_h1 | value('3 significant') }}", rule="5 significant")
    assert stamps.without(made.text) == "0.59327 0.593"


@pytest.mark.parametrize(("template", "shown"), [
    ("{{ w5 | symbol }}", "w_{5}"),
    ("{{ w5 | symbol(coloured=true) }}", r"\class{k-weight}{w_{5}}"),
    ("{{ dE_dout_o1 | formula }}", r"-\left(\mathrm{target}_{o_1} - \mathrm{out}_{o_1}\right)"),
    ("{{ dE_dout_o1 | substituted }}", r"-\left(0.01 - 0.751365070\right)"),
    ("{{ net_h1 | equation }}", r"\mathrm{net}_{h_1} = 0.3775"),
    ("{{ dnet_dw1 | derivation }}", r"\frac{\partial \mathrm{net}_{h_1}}{\partial w_{1}} = i_1 = 0.05"),
    ("{{ delta_o1 | formula('dout_dnet') }}",
     r"\frac{\partial E_{\mathrm{total}}}{\partial \mathrm{out}_{o_1}} \cdot "
     r"\mathrm{out}_{o_1}\,\left(1 - \mathrm{out}_{o_1}\right)"),
    ("{{ after(1).E_total }}", "0.291027774"),
    ("{{ at(10000).E_total | value('6 significant') }}", "0.0000351085"),
    ("{{ (E_total - after(1).E_total) | value('3 significant') }}", "0.00734"),
])  # fmt: skip
def test_what_stands_behind_a_quantity(render: Render, template: str, shown: str) -> None:
    assert stamps.without(render(template).text) == shown


@pytest.mark.parametrize("text", [
    r"\textcolor{#1976d2}{x}", r"\(\frac{1}{2} {x}^{2}\)", r"\class{k-net}{\mathrm{net}}", "50 % of {x} {# y",
    "a {#b} c", "# Title {#anchor}",
])  # fmt: skip
def test_latex_passes_untouched(render: Render, text: str) -> None:
    assert render(text).text == text


def test_a_comment_has_two_hashes_and_leaves_nothing(render: Render) -> None:
    assert render("a {## {{ no_such_name }} 3 ##}b").text == "a b"


@pytest.mark.parametrize("name", ["net_h3", "out_hl", "E_totl", "dE_dw9"])
def test_an_unknown_name_is_refused_with_a_near_one(render: Render, name: str) -> None:
    problem = refused(render, f"x {{{{ {name} }}}}")
    assert f"'{name}'" in problem.message and problem.way_out.startswith("Did you mean '")


def test_an_unknown_name_in_a_round_is_refused_with_a_near_one(render: Render) -> None:
    problem = refused(render, "x {{ after(1).E_totl }}")
    assert "'E_totl'" in problem.message and "Did you mean 'E_total'?" in str(problem)
    assert "mappingproxy" not in problem.message


def test_an_unknown_name_before_a_filter_is_refused_with_a_near_one(render: Render) -> None:
    problem = refused(render, "x {{ net_h3 | derivation }}")
    assert "net_h3" in problem.message and problem.way_out.startswith("Did you mean 'net_h")


@pytest.mark.parametrize("wrong", [
    "{{ 3 }}", "{{ 1.5 }}", "{{ -3 }}", "{{ 1 + 2 }}", "{{ [1, 2] | length }}", "{{ rounds | int }}",
    "{{ net_h1 | float }}", "{{ true }}", "{{ none }}", "{{ [net_h1] }}",
])  # fmt: skip
def test_a_number_without_a_source_is_refused(render: Render, wrong: str) -> None:
    problem = refused(render, f"x {wrong}")
    assert "has no source" in problem.message and "stated(" in problem.message


def test_the_counter_of_a_loop_is_a_number_without_a_source(render: Render) -> None:
    problem = refused(render, "{% for q in [net_h1] %}{{ loop.index }}{% endfor %}")
    assert "has no source" in problem.message


@pytest.mark.parametrize("wrong", [
    "{{ 'x' ~ net_h1 }}", "{{ '%s' % net_h1 }}", "{{ '%s' | format(net_h1) }}", "{{ [net_h1] | join }}",
    "{{ net_h1 | string }}",
    "{{ '{}'.format(net_h1) }}", "{{ net_h1 | round(2) }}", "{{ net_h1 | upper }}",
])  # fmt: skip
def test_a_quantity_does_not_slip_into_text(render: Render, wrong: str) -> None:
    assert refused(render, f"x {wrong}").message


@pytest.mark.parametrize(("wrong", "said"), [
    ("{{ 'net_h1' | derivation }}", "takes a quantity of the example, found str 'net_h1'"),
    ("{{ 3 | value }}", "takes a quantity of the example, found int 3"),
    ("{{ net_h1 | value('lots') }}", "expected '<n> decimals' or '<n> significant'"),
    ("{{ at(0).net_h1 }}", "round 0 is outside the training"),
    ("{{ after(10001).net_h1 }}", "outside the training, which has 10000 rounds"),
    ("{{ at(net_h1).net_h1 }}", "net_h1 is not a whole number"),
    ("{{ stated(0.29, 'printed in the source') }}", "stated("),
    ("{{ stated('0.29', '') }}", "stated("),
    ("{{ net_h1 | derivatoin }}", "derivatoin"),
    ("{% if true %}{{ net_h1 | derivatoin }}{% endif %}", "derivatoin"),
    ("{% nonsense %}", "nonsense"),
    ("{% claim net_hh < 1 %}x{% endclaim %}", "net_hh"),
    ("{% include 'missing.md' %}", "missing.md"),
    ("{{ net_h1 / (w1 - w1) }}", "zero"),
])  # fmt: skip
def test_a_mistake_is_said_with_file_and_line(render: Render, wrong: str, said: str) -> None:
    assert said in refused(render, wrong).message


TIED = "{{ net_h1 | value('3 decimals') }}"
TWICE = "{{ net_h2 | value('3 decimals') }} {{ net_h1 | value('3 decimals') }}"


def test_each_number_on_a_rounding_tie_is_told_with_its_first_line_and_shown_whole(render: Render) -> None:
    """net_h1 = 0.3775 and net_h2 = 0.3925 are half way between numbers with three decimals."""
    filled = render(f"One.\n\n{TIED}\n{TWICE}\n{{% claim net_h1 > net_h2 %}}It falls.{{% endclaim %}}")
    told = [(Path(one.file).name, one.line, one.message.partition(":")[0], one.kind) for one in filled.ties]
    assert told == [("page.md", 3, "net_h1 cannot be rounded", "digits"),
                    ("page.md", 4, "net_h2 cannot be rounded", "digits")]  # fmt: skip
    assert [stamp.text for stamp in stamps.stamps(filled.text)] == ["0.3775", "0.3925", "0.3775"]
    assert [claim.holds for claim in filled.claims] == [False]


def test_rounding_ties_are_told_with_the_mistake_behind_which_nothing_is_filled_in(render: Render) -> None:
    with pytest.raises(TemplateError) as error:
        render(f"{TIED}\n{{{{ net_hh }}}}")
    assert [problem.line for problem in error.value.problems] == [1, 2]


@pytest.mark.parametrize("wrong", ["{% for q in [net_h1] %}", "{{ net_h1 ", "{% if true %}"])
def test_what_is_not_closed_is_missed_at_the_latest_where_the_template_ends(render: Render, wrong: str) -> None:
    with pytest.raises(TemplateError) as error:
        render(f"One.\n\n{wrong}\nFour.\n")
    (problem,) = error.value.problems
    assert Path(problem.file).name == "page.md" and problem.line in (3, 4)


@pytest.mark.parametrize("wrong", ["{% claim E_total < 0.3 %}x{% endclaim %}", "{{ net_h1 * 0.5 }}"])
def test_a_double_beside_a_quantity_is_refused_in_words_for_authors(render: Render, wrong: str) -> None:
    problem = refused(render, wrong)
    assert "attribute" not in problem.message and "0." in problem.message


def test_a_mistake_in_an_included_template_is_placed_where_the_document_includes_it(
    render: Render, tmp_path: Path
) -> None:
    (tmp_path / "part.md").write_text("fine\n{{ no_such_name }}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as error:
        render("{% include 'part.md' %}")
    (problem,) = error.value.problems
    assert (Path(problem.file).name, problem.line) == ("page.md", 1)
    assert problem.message.endswith("(in part.md, line 2)")


def test_a_mistake_in_a_macro_is_placed_where_the_document_calls_it(render: Render, tmp_path: Path) -> None:
    macros = "{% macro show(q) %}\n{{ q | value('none') }}\n{% endmacro %}\n"
    (tmp_path / "macros.md").write_text(macros, encoding="utf-8")
    with pytest.raises(TemplateError) as error:
        render("{% from 'macros.md' import show %}\n\n{{ show(net_h1) }}")
    (problem,) = error.value.problems
    assert (Path(problem.file).name, problem.line) == ("page.md", 3)
    assert problem.message.endswith("(in macros.md, line 2)")


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="there is no template 'page.md'"):
        Templates(tmp_path).render("page.md", writer(), {})


def test_the_first_folder_counts(tmp_path: Path) -> None:
    for folder, text in (("mine", "mine"), ("theirs", "theirs")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.md").write_text(text)
    (tmp_path / "theirs" / "other.md").write_text("other")
    templates = Templates(tmp_path / "mine", tmp_path / "theirs")
    assert [templates.render(name, writer(), {}).text for name in ("page.md", "other.md")] == ["mine", "other"]


def test_what_balls_cannot_tell_goes_on_to_those_who_can_raise_the_precision(render: Render) -> None:
    third = Traced(1) / Traced(3)
    one, other = (Traced.given(Certified(third.value.ball)) for _ in range(2))
    blind = Quantity("x/c@1", "c", "net", "c", one - other)
    for text in ("{{ c }}", "{{ c | derivation }}", "{% claim c > 0 %}x{% endclaim %}"):
        with pytest.raises(Undecided):
            render(text, c=blind)


def test_a_stated_number_is_stamped_with_its_reason(render: Render) -> None:
    stated = "{{ stated('0.29', 'in print') }} {{ stated('0.5', 'a guess') }} {{ net_h1 }} {{ stated('7', 'seven') }}"
    made = render(stated)
    told = [made.sources[stamp.key] for stamp in stamps.stamps(made.text) if stamp.key.startswith("stated/")]
    assert [(s.text, s.reason) for s in told] == [("0.29", "in print"), ("0.5", "a guess"), ("7", "seven")]
    assert all(isinstance(s, Stated) and made.sources[s.key] is s for s in told)


def test_two_renderings_do_not_share_anything(render: Render) -> None:
    first, second = render("{{ net_h1 }}{% claim w1 < w2 %}x{% endclaim %}"), render("{{ out_h1 }}")
    assert set(first.sources) == {"two-outputs/net_h1@1"} and set(second.sources) == {"two-outputs/out_h1@1"}
    assert len(first.claims) == 1 and second.claims == ()


@pytest.mark.parametrize(("text", "holds"), [
    ("0.593", True), ("0.594", False), ("0.5933", True), ("0.593269992", True),
])  # fmt: skip
def test_a_value_is_compared_with_a_rounded_number(render: Render, text: str, holds: bool) -> None:
    (claim,) = render(f"{{% claim out_h1 is rounded_to('{text}') %}}x{{% endclaim %}}").claims
    assert claim.holds is holds

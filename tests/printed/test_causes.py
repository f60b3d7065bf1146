"""Why a printed number is not the value: each cause is found where it is at work, and not where it is not.

The network is x = 0.80 -> h (w1 = 0.30, b 0.1) -> o (w2 = -0.7, b 0.25), target 0.9: net_h = 0.34, out_h = 0.58419...,
net_o = -0.15893..., out_o = 0.46034..., dE/dout_o = -0.43965...
"""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from generator.errors import AuditError
from tests.printed.hand_made import compared, verdicts, written

OUT_H = 1 / (1 + math.exp(-0.34))
NET_O = -0.7 * OUT_H + 0.25
OUT_O = 1 / (1 + math.exp(-NET_O))
DELTA_O = (OUT_O - 0.9) * OUT_O * (1 - OUT_O)
NEW_W2 = -0.7 - 0.5 * DELTA_O * OUT_H


def test_a_number_that_is_rounded_rightly_is_no_finding(tmp_path: Path) -> None:
    out = f"dE_dout_o: {OUT_O - 0.9:.7f}, w2: -0.70"
    entries = f"numbers: {{net_h: 0.340, out_h: {OUT_H:.5f}, net_o: {NET_O:.4f}, {out}}}"
    assert verdicts(tmp_path, entries) == []


def cut(number: float, decimals: int) -> str:
    return f"{math.trunc(number * 10**decimals) / 10**decimals:.{decimals}f}"


@pytest.mark.parametrize(("name", "number"), [("out_h", OUT_H), ("net_o", NET_O), ("out_o", OUT_O)])
def test_left_off_digits_are_found(tmp_path: Path, name: str, number: float) -> None:
    decimals = next(n for n in range(2, 12) if cut(number, n) != f"{number:.{n}f}")
    assert verdicts(tmp_path, f"numbers: {{{name}: {cut(number, decimals)}}}") == [("cut off instead of rounded",)]


def test_a_number_made_from_rounded_ones_is_found_and_needs_the_right_operands(tmp_path: Path) -> None:
    coarse = f"{0.25 - 0.7 * 0.58:.4f}"
    entry = f'{{number: {coarse}, of: net_o, made_from: "-0.7 * 0.58 + 0.25"}}'
    assert verdicts(tmp_path, entry) == [("carried from rounded numbers",)]
    with pytest.raises(AuditError, match="no cause is found"):
        compared(written(tmp_path, entry.replace("0.58 +", "0.59 +")))


def test_a_number_that_is_rounded_on_the_way_is_found(tmp_path: Path) -> None:
    entry = f'{{number: {0.25 - 0.7 * round(OUT_H, 3):.6f}, of: net_o, made_from: "-0.7 * round(out_h, 3) + 0.25"}}'
    assert verdicts(tmp_path, entry) == [("carried from rounded numbers",)]


def test_a_number_made_from_a_wrong_one_is_told_apart_from_one_made_from_rounded_ones(tmp_path: Path) -> None:
    right = f"{OUT_H:.4f}"
    wrong = right[:-3] + right[-2] + right[-3] + right[-1]
    made = f"{-0.7 * float(wrong) + 0.25:.4f}"
    head = f"numbers: {{out_h: {wrong}}}\n"
    entries = head + f'{{equation: ["-0.7 * {wrong} + 0.25", "{made}"], of: [w2 * out_h + b_o, net_o]}}'
    assert verdicts(tmp_path, entries) == [("two digits exchanged",), ("carried from a number that does not agree",)]


def test_exchanged_digits_are_found_and_three_wrong_ones_are_not(tmp_path: Path) -> None:
    right = f"{OUT_O:.5f}"
    swapped = right[:3] + right[4] + right[3] + right[5:]
    assert swapped != right
    assert verdicts(tmp_path, f"numbers: {{out_o: {swapped}}}") == [("two digits exchanged",)]
    with pytest.raises(AuditError, match="no cause is found"):
        compared(written(tmp_path, "numbers: {out_o: 0.12345}"))


def test_one_digit_is_found_but_not_the_last(tmp_path: Path) -> None:
    right = f"{OUT_O:.5f}"
    other = right[:3] + str((int(right[3]) + 4) % 10) + right[4:]
    assert verdicts(tmp_path, f"numbers: {{out_o: {other}}}") == [("one digit wrong",)]
    last = right[:-1] + str((int(right[-1]) + 3) % 10)
    with pytest.raises(AuditError, match="no cause is found"):
        compared(written(tmp_path, f"numbers: {{out_o: {last}}}"))


def test_the_other_sign_is_found(tmp_path: Path) -> None:
    assert verdicts(tmp_path, f"numbers: {{dE_dout_o: {0.9 - OUT_O:.5f}}}") == [("wrong sign",)]


def test_a_slope_at_the_output_is_found_in_its_operand_and_in_what_comes_of_it(tmp_path: Path) -> None:
    slope = math.exp(-OUT_O) / (1 + math.exp(-OUT_O)) ** 2
    entry = f'{{equation: ["slope({OUT_O:.4f})", "{slope:.6f}"], of: [slope(net_o), dout_dnet_o]}}'
    assert verdicts(tmp_path, entry) == [("slope taken at the output",), ("slope taken at the output",)]
    turned = (OUT_O - 0.9) * slope
    assert verdicts(tmp_path, f"numbers: {{delta_o: {-turned:.6f}}}") == [("slope taken at the output", "wrong sign")]


def test_weights_that_were_updated_too_early_are_found(tmp_path: Path) -> None:
    early = DELTA_O * NEW_W2
    assert verdicts(tmp_path, f"numbers: {{dE_dout_h: {early:.7f}}}") == [("updated weights on the way back",)]


def test_the_round_before_is_found(tmp_path: Path) -> None:
    assert verdicts(tmp_path, f"numbers: {{w2@2: -0.7000, out_o@2: {OUT_O:.6f}}}") == [("one round too early",)] * 2


def test_a_number_that_is_printed_twice_is_told_once_with_both_places(tmp_path: Path) -> None:
    wrong = cut(OUT_H, next(n for n in range(2, 12) if cut(OUT_H, n) != f"{OUT_H:.{n}f}"))
    folder = written(tmp_path, f"numbers: {{out_h: {wrong}}}")
    text = (folder / "printed.yml").read_text(encoding="utf-8")
    again = f"      - where: Chapter two\n        prints: [numbers: {{out_h: {wrong}}}]\n"
    (folder / "printed.yml").write_text(text + again, encoding="utf-8")
    ((finding,), counted) = [(one.findings, one.compared) for one in compared(folder)][0]
    assert finding.where == ("Chapter one", "Chapter two") and int(counted["numbers"]) == 2

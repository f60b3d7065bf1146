"""Keys as an author types the quantities."""

from __future__ import annotations

import pytest

from generator.comparing.spelling import bare, is_named, typed


@pytest.mark.parametrize(("key", "name", "alone"), [
    ("two-outputs/w5", "w5", "w5"),
    ("two-outputs/net_h1@1", "net_h1", "net_h1"),
    ("two-outputs/net_h1@300", "at(300).net_h1", "net_h1"),
    ("three-irises/net_h1@1:2", "at(1, sample=2).net_h1", "net_h1"),
    ("xor-by-hand/x1:2", "at(1, sample=2).x1", "x1"),
    ("xor-by-hand+learning-rate-8/E_data@4001", "at(4001).E_data [learning-rate-8]", "E_data"),
    ("a-linear-net+learning-rate-0.01/out_o@2", "at(2).out_o [learning-rate-0.01]", "out_o"),
    ("(porridge/E_batch@1-porridge/E_batch@2)", "E_batch - at(2).E_batch", None),
    ("((net/w1*net/w5)+(net/w3*net/w6))", "((w1 * w5) + (w3 * w6))", None),
    ("-(net+learning-rate-8/eta*100)", "-(eta [learning-rate-8] * 100)", None),
    ("stated/chapter/13", "stated: printed elsewhere", None),
])  # fmt: skip
def test_a_key_is_typed(key: str, name: str, alone: str | None) -> None:
    assert typed(key, "printed elsewhere") == name
    assert is_named(key) == (alone is not None)
    assert alone is None or bare(key) == alone

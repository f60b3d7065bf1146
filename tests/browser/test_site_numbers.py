"""A number on the screen that is not the ledger's is seen: in prose, formulas, figures, listings, answers and notes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.browser.published import CHAPTER, DECK, DESK, PAGES, drifted, visit
from tests.browser.reading import decimals_without_a_key
from tests.browser.tabs import Tabs

DRIFTS = {
    "prose": ('data-q="two-outputs/E_total@2">0.291027774<', 'data-q="two-outputs/E_total@2">0.291027775<'),
    "formula": (r"\q{two-outputs/net_h1@1}{0.3775}", r"\q{two-outputs/net_h1@1}{0.3776}"),
    "sign": (r"\q{two-outputs/delta_o2@1}{-0.038098237}", r"\q{two-outputs/delta_o2@1}{0.038098237}"),
    "figure": ('data-q="two-outputs/out_h1@1">0.5933<', 'data-q="two-outputs/out_h1@1">0.5943<'),
    "description": ("out h1 0.5933,", "out h1 0.5923,"),
    "listing": ('<span class="m"><span class="q" data-q="two-outputs/w1">0.15<',
                '<span class="m"><span class="q" data-q="two-outputs/w1">0.51<'),
    "key": ('data-q="two-outputs/b2">0.60<', 'data-q="two-outputs/b1">0.60<'),
    "answer": ("{0.041333814}", "{0.041333841}"),
}  # fmt: skip


def test_every_page_of_the_ledger_is_looked_at(book: Path) -> None:
    ledger = json.loads((book / "ledger.json").read_text(encoding="utf-8"))
    assert {entry["page"] for entry in ledger} <= set(PAGES.values())
    assert len(ledger) > 600


def test_one_wrong_digit_is_seen_wherever_it_stands(tabs: Tabs, book: Path, address: str) -> None:
    def spoil(source: str) -> str:
        for right, wrong in DRIFTS.values():
            assert right in source
            source = source.replace(right, wrong, 1)
        return source

    with visit(tabs, address, CHAPTER, spoil) as (page, _):
        assert len(drifted(page, book, CHAPTER)) == len(DRIFTS)


def test_one_wrong_digit_is_seen_on_a_slide_and_in_a_note(tabs: Tabs, book: Path, address: str) -> None:
    def spoil(source: str) -> str:
        for right, wrong in (("0.291027774", "0.291027747"), ("0%2E082167", "0%2E082176")):
            assert right in source
            source = source.replace(right, wrong, 1)
        slides, _, note = source.rpartition("0.291027924")
        return f"{slides}0.291027942{note}"

    with visit(tabs, address, DECK, spoil) as (page, _):
        wrong = [number for *_, number in drifted(page, book, DECK)]
        assert wrong == ["0.082176", "0.291027747", "0.291027942"]
        finished = page.locator(".remark-slides-area .remark-slide-container:not(.unfinished)")
        note = finished.locator(".remark-slide-notes [data-q]", has_text=wrong[-1])
        assert note.count() == 1


def test_a_number_without_a_key_is_seen(tabs: Tabs) -> None:
    with tabs.lent(DESK) as page:
        text = '1.5 of 2: <span data-q="a/b">0.75</span>, not <b>0</b>.5'
        page.set_content(f'<div class="md-content"><p>{text}</p></div>')
        assert decimals_without_a_key(page) == ["1.5", "0.5"]

"""`make drift`: plants every drift, one at a time, and says how many were caught. Two processes share the kinds.

python -m tests.drift [--sample] [WORDS OF A KIND ...]"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from functools import cache, partial
from pathlib import Path

from tests.drift.bench import Bench
from tests.drift.drift import Score, mixed, score
from tests.drift.kinds import HARMLESS, KINDS, OF_EACH, SAMPLE


@cache
def bench(folder: Path, sample: bool) -> Bench:
    """The copy of the book that a process changes, one thing at a time; its chapters are worked once."""
    return Bench(folder / str(os.getpid()) / "book", sample)


def planted(kind: str, folder: Path, sample: bool) -> tuple[str, Score, float]:
    """The score of a kind, and the seconds that it took."""
    begun = time.monotonic()
    try:
        drifts = {**KINDS, **HARMLESS}[kind](bench(folder, sample))
        done = score(mixed(drifts), SAMPLE.get(kind, OF_EACH)) if sample else score(drifts)
    except Exception:  # whatever a kind stumbles over counts as missed, and the others are still planted
        done = Score(1, 0, (traceback.format_exc(),))
    return kind, done, time.monotonic() - begun


def told(kind: str, done: Score, seconds: float) -> str:
    """A line about a kind, and one for each of the first that were missed."""
    if kind in HARMLESS:
        count, mark = f"{len(done.missed)} wrongly refused of {done.planted}", "REFUSED"
    else:
        count, mark = f"{done.caught} caught / {done.planted} planted", "NOT CAUGHT"
    return "\n".join([f"{kind:<50} {count}   ({seconds:.0f} s)", *(f"    {mark}: {one}" for one in done.missed[:20])])


def main() -> int:
    """0: every drift was caught, and no harmless edit refused; 1: not so."""
    parser = argparse.ArgumentParser(prog="python -m tests.drift", description=__doc__)
    parser.add_argument("words", nargs="*", help="only the kinds that have these words in their names")
    parser.add_argument("--sample", action="store_true", help="a few of each kind, in chapters that are worked quickly")
    options = parser.parse_args()
    words = options.words
    kinds = [kind for kind in (*KINDS, *HARMLESS) if not words or any(word in kind for word in words)]
    scores: dict[str, Score] = {}
    processes = min(2, os.cpu_count() or 1)
    with tempfile.TemporaryDirectory(prefix="drift-") as folder, multiprocessing.Pool(processes) as pool:
        plant = partial(planted, folder=Path(folder).resolve(), sample=options.sample)
        for kind, done, seconds in pool.imap(plant, kinds):
            print(told(kind, done, seconds), flush=True)
            scores[kind] = done
    drifts, edits = ([done for kind, done in scores.items() if kind in table] for table in (KINDS, HARMLESS))
    caught, of = sum(done.caught for done in drifts), sum(done.planted for done in drifts)
    refused, tried = sum(len(done.missed) for done in edits), sum(done.planted for done in edits)
    print(f"{'all':<50} {caught} caught / {of} planted; {refused} wrongly refused of {tried} harmless edits")
    return 1 if any(done.missed for done in scores.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

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
from functools import partial
from pathlib import Path

from tests.drift.bench import Bench
from tests.drift.drift import Score, score, some
from tests.drift.kinds import HARMLESS, KINDS, OF_EACH, SAMPLE


def planted(kind: str, sample: bool) -> tuple[str, Score, float]:
    """The score of a kind, in a copy of the book of its own, and the seconds that it took."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="drift-") as folder:
        drifts = {**KINDS, **HARMLESS}[kind](Bench(Path(folder).resolve() / "book", sample))
        try:
            done = score(some(drifts, SAMPLE.get(kind, OF_EACH)) if sample else drifts)
        except Exception:
            done = Score(1, 0, (traceback.format_exc(),))
    return kind, done, time.monotonic() - begun


def main() -> int:
    """0: every drift was caught, and no harmless edit refused; 1: not so."""
    parser = argparse.ArgumentParser(prog="python -m tests.drift", description=__doc__)
    parser.add_argument("words", nargs="*", help="only the kinds that have these words in their names")
    parser.add_argument("--sample", action="store_true", help="a few of each kind, in the chapters that are worked quickly")
    options = parser.parse_args()
    kinds = [kind for kind in (*KINDS, *HARMLESS) if not options.words or any(word in kind for word in options.words)]
    missed = planted_in_all = caught_in_all = refused = harmless = 0
    with multiprocessing.Pool(min(2, os.cpu_count() or 1), maxtasksperchild=1) as pool:
        for kind, done, seconds in pool.imap(partial(planted, sample=options.sample), kinds):
            is_harmless = kind in HARMLESS
            told = f"{len(done.missed)} wrongly refused of {done.planted}" if is_harmless else f"{done.caught} caught / {done.planted} planted"
            print(f"{kind:<50} {told}   ({seconds:.0f} s)", flush=True)
            for one in done.missed[:20]:
                print(f"    {'REFUSED' if is_harmless else 'NOT CAUGHT'}: {one}", flush=True)
            missed += len(done.missed)
            if is_harmless:
                harmless, refused = harmless + done.planted, refused + len(done.missed)
            else:
                planted_in_all, caught_in_all = planted_in_all + done.planted, caught_in_all + done.caught
    print(f"{'all':<50} {caught_in_all} caught / {planted_in_all} planted; {refused} wrongly refused of {harmless} harmless edits")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

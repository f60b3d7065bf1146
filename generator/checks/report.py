"""The report of a check: all findings, with what was counted, as text, for a tool, or as annotations of a change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from generator.checks.rules import KINDS
from generator.errors import Problem, seen_from


@dataclass(frozen=True)
class Report:
    """findings: each with its kind, file, line, what stands there, what should, and a way out; in the order of files.
    counts: how much was held against the rules. not_checked: rules that could not be held, with the reason."""

    findings: tuple[Problem, ...] = ()
    counts: Mapping[str, int | str] = field(default_factory=dict)
    not_checked: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        return not self.findings

    def relative_to(self, folder: Path) -> Report:
        """The same with files named as seen from a folder."""
        return replace(self, findings=tuple(replace(one, file=seen_from(folder, one.file)) for one in self.findings))


def report(problems: list[Problem], counts: Mapping[str, int | str], not_checked: Mapping[str, str]) -> Report:
    """The findings in the order of files and lines, each once, and each with a kind."""
    kinds = {problem: replace(problem, kind=problem.kind or "fault") for problem in problems}
    findings = sorted(kinds.values(), key=lambda one: (one.file, one.line or 0, one.kind, one.message))
    return Report(tuple(findings), counts, not_checked)


def as_text(found: Report) -> str:
    """One finding after another as file:line: message, with the way out below; then what was checked."""
    lines = [f"{told}" for told in map(told_with_kind, found.findings)]
    if found.findings:
        lines.append("")
    counted = [f"{count} {what}" for what, count in found.counts.items()]
    lines += [f"{number_of(found)}" + (f"; checked: {', '.join(counted)}" if counted else "")]
    lines += [f"not checked: {what}: {why}" for what, why in found.not_checked.items()]
    return "\n".join(lines)


def told_with_kind(finding: Problem) -> str:
    place = finding.file if finding.line is None else f"{finding.file}:{finding.line}"
    lines = [f"{place}: {finding.message} [{finding.kind}]"]
    if finding.stands and finding.should:
        lines.append(f"    there: {finding.stands}    should be: {finding.should}")
    return "\n".join([*lines, *([f"    {finding.way_out}"] if finding.way_out else [])])


def number_of(found: Report) -> str:
    count = len(found.findings)
    return "no findings" if not count else f"{count} finding{'s' if count > 1 else ''}"


def as_json(found: Report) -> str:
    """An object with clean, findings, counts, not_checked; of a finding, all its fields and what its kind means."""
    findings = [{**asdict(one), "rule": KINDS.get(one.kind, "")} for one in found.findings]
    whole = {
        "clean": found.is_clean,
        "findings": findings,
        "counts": dict(found.counts),
        "not_checked": dict(found.not_checked),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def as_annotations(found: Report) -> str:
    """A line ::error file=...,line=...:: for each finding, as a forge shows them beside the change."""
    counted = as_text(replace(found, findings=())).splitlines() if found.is_clean else []
    return "\n".join([*map(annotation, found.findings), *(f"::notice::{data(line)}" for line in counted)])


def annotation(finding: Problem) -> str:
    place = {"file": finding.file, "line": finding.line, "title": finding.kind}
    properties = ",".join(f"{name}={escaped(str(value))}" for name, value in place.items() if value is not None)
    message = finding.message + (f"\n{finding.way_out}" if finding.way_out else "")
    return f"::error {properties}::{data(message)}"


def data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped(value: str) -> str:
    """The value of a property, in which a colon and a comma would end it."""
    return data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json, "github": as_annotations}

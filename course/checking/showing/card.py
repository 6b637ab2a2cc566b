"""A verdict as a card: HTML in a notebook, plain text elsewhere."""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass
from typing import Any

from course.checking.contract.values import shortened
from course.checking.contract.verdict import Finding, Outcome, PartResult, Verdict
from course.checking.showing.drawing import alt_text, draw

VERDICT_MIME = "application/vnd.workbook.verdict+json"
"""Travels beside the card, so that a grader reads the parts without parsing HTML."""

SYMBOLS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.ERROR: "!", Outcome.NOT_ATTEMPTED: "–"}
COLOURS = {
    Outcome.PASSED: "#00795a",
    Outcome.FAILED: "#b84a08",
    Outcome.ERROR: "#a3367f",
    Outcome.NOT_ATTEMPTED: "#63697a",
}
"""Behind white letters (contrast 5:1 and more), so that they read the same on a light and a dark page."""

HEADLINES = {
    Outcome.PASSED: "Right.",
    Outcome.FAILED: "Not yet.",
    Outcome.ERROR: "It stopped with an error.",
    Outcome.NOT_ATTEMPTED: "Not attempted yet.",
}
FONT = "font-family:var(--jp-ui-font-family,system-ui,sans-serif);font-size:14px;line-height:1.5"
MONO = "font-family:var(--jp-code-font-family,monospace);font-size:13px;color:inherit"
SHADE = "background:rgba(128,128,128,.14)"
QUIET = "opacity:.8"
"""Fainter than the text around it, whatever colour the page's theme gives that text."""

MAX_PICTURE_BYTES = 200_000
"""All pictures of one card together, before base64 adds a third."""

EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
"""As in Markdown; `4 * 2` and `height*width*3` are products."""

LONGEST_VALUE = 800
"""Characters of an expected or returned value that a card shows."""


@dataclass(frozen=True)
class Card:
    """What IPython displays for a verdict.

    Args:
        verdict: the result.
        advice: a last line, for example how to get a hint; Markdown's `code` marks are understood.
    """

    verdict: Verdict
    advice: str = ""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return {
            "text/html": as_html(self.verdict, self.advice),
            "text/plain": as_text(self.verdict, self.advice),
            VERDICT_MIME: self.verdict.to_dict(),
        }


def as_text(verdict: Verdict, advice: str = "") -> str:
    """The card as plain text, for terminals and scripts."""
    label = f" [{verdict.exercise_id}]" if verdict.exercise_id else ""
    lines = [f"{verdict.title}{label}: {headline(verdict)} {_score(verdict)}".rstrip()]
    for part in verdict.parts:
        lines.append(f"  {SYMBOLS[part.outcome]} {part.name} ({part_points(part)}): {part.outcome}")
    for names, finding in _findings(verdict):
        where = f" [{finding.case}]" if finding.case else ""
        lines.append(f"{names}{where}: {finding.message}".lstrip(" :"))
        if finding.line:
            lines.append(f"    line {finding.line_number}: {finding.line}")
        elif _values_differ(finding):
            lines += [_indented("expected", finding.expected), _indented("got     ", finding.got)]
    lines += [*verdict.notes, *([advice] if advice else [])]
    return "\n".join(lines)


def as_html(verdict: Verdict, advice: str = "") -> str:
    """The card as HTML with inline style, so that it also looks right in feedback files."""
    colour = COLOURS[verdict.outcome]
    rows = "".join(_part_row(part) for part in verdict.parts) if len(verdict.parts) > 1 else ""
    findings = _finding_blocks(verdict)
    notes = "".join(f'<div style="margin-top:6px;{QUIET}">{_marked(note)}</div>' for note in verdict.notes)
    closing = f'<div style="margin-top:8px;{QUIET}">{_marked(advice)}</div>' if advice else ""
    return (
        f'<div class="workbook-card" data-outcome="{verdict.outcome}" style="{FONT};max-width:60em;'
        f"border:1px solid rgba(128,128,128,.5);border-left:6px solid {colour};border-radius:4px;"
        'padding:10px 14px;margin:4px 0">'
        f"<div>{_badge(verdict.outcome, html.escape(headline(verdict)))} "
        f"<b>{html.escape(verdict.title)}</b> "
        f'<span style="{QUIET}">{_score(verdict)}</span></div>'
        f"{rows}{findings}{notes}{closing}</div>"
    )


def headline(verdict: Verdict) -> str:
    """One or two words on the whole verdict."""
    if not verdict.points:
        return "Nothing was checked."
    if verdict.outcome is not Outcome.PASSED and verdict.score:
        return "Partly right."
    return HEADLINES[verdict.outcome]


def part_points(part: PartResult) -> str:
    """For example "2 of 3 points"."""
    return f"{part.score:g} of {_points(part.points)}"


def _score(verdict: Verdict) -> str:
    return f"{verdict.score:g} of {_points(verdict.points)}" if verdict.points else ""


def _points(points: float) -> str:
    return f"{points:g} point" + ("" if points == 1 else "s")


def _findings(verdict: Verdict) -> list[tuple[str, Finding]]:
    """The findings to show, with the names of their parts: parts that fail for the same reason say it once."""
    shown: dict[str, tuple[list[str], Finding]] = {}
    for part in verdict.parts:
        if part.finding is not None:
            names, _ = shown.setdefault(part.finding.message, ([], part.finding))
            names.append(part.name)
    return [
        ("" if len(names) == len(verdict.parts) else ", ".join(names), finding)
        for names, finding in shown.values()
    ]


def _values_differ(finding: Finding) -> bool:
    """Whether the two values say more than the message; two large arrays read the same."""
    return bool(finding.expected and finding.got) and finding.expected != finding.got


def _indented(label: str, text: str) -> str:
    first, *rest = shortened(text, LONGEST_VALUE).splitlines() or [""]
    return "\n".join([f"    {label} {first}"] + [" " * 13 + line for line in rest])


def _badge(outcome: Outcome, text: str = "") -> str:
    width = "" if text else "box-sizing:content-box;display:inline-block;width:1.1em;text-align:center;"
    return (
        f'<b style="{width}background:{COLOURS[outcome]};color:#fff;border-radius:3px;padding:1px 6px">'
        f"{SYMBOLS[outcome]}{' ' * bool(text)}{text}</b>"
    )


def _part_row(part: PartResult) -> str:
    return (
        f'<div style="margin-top:4px">{_badge(part.outcome)} '
        f'{html.escape(part.name)} <span style="{QUIET}">{part.outcome}, {part_points(part)}</span></div>'
    )


def _finding_blocks(verdict: Verdict) -> str:
    """All findings; their pictures share the bytes that a card may take."""
    shown = _findings(verdict)
    waiting = sum(bool(finding.panels) for _, finding in shown)
    room, blocks = MAX_PICTURE_BYTES, []
    for name, finding in shown:
        picture = ""
        if finding.panels:
            picture, used = _picture(finding, room // waiting, room)
            room, waiting = room - used, waiting - 1
        blocks.append(_finding_block(name, finding, picture))
    return "".join(blocks)


def _finding_block(part_names: str, finding: Finding, picture: str) -> str:
    label = []
    if part_names:
        label.append(html.escape(part_names))
    if finding.case:
        label.append(f"with {html.escape(finding.case)}")
    heading = f'<div style="{QUIET}">{", ".join(label)}</div>' if label else ""
    detail = ""
    if finding.line:
        detail = (
            f'<pre style="{MONO};margin:6px 0;padding:6px 8px;{SHADE};white-space:pre-wrap">'
            f"line {finding.line_number}: {html.escape(finding.line)}</pre>"
        )
    elif _values_differ(finding):
        detail = (
            '<div style="display:flex;gap:28px;flex-wrap:wrap">'
            f"{_value('expected', finding.expected)}{_value('got', finding.got)}</div>"
        )
    return (
        f'<div style="margin-top:8px">{heading}<div>{_marked(finding.message)}</div>{detail}{picture}</div>'
    )


def _picture(finding: Finding, wanted_bytes: int, max_bytes: int) -> tuple[str, int]:
    """The picture's HTML, and how many bytes its PNG takes."""
    try:
        png = draw(finding.panels, wanted_bytes)
    except Exception as error:
        # The words above are the verdict; a picture that cannot be drawn must not take them away.
        return f'<div style="{QUIET}">(No picture: {html.escape(shortened(str(error)))})</div>', 0
    if len(png) > max_bytes:
        return f'<div style="{QUIET}">(No picture: the ones above already fill the card.)</div>', 0
    return (
        f'<img src="data:image/png;base64,{base64.b64encode(png).decode()}" '
        f'alt="{html.escape(alt_text(finding.panels))}" '
        'style="display:block;max-width:100%;margin-top:6px;background:#fff;border-radius:3px">'
    ), len(png)


def _value(label: str, text: str) -> str:
    return (
        f'<div style="margin-top:6px"><span style="{QUIET}">{label}</span>'
        f'<pre style="{MONO};margin:0;padding:4px 8px;{SHADE};white-space:pre-wrap;overflow-wrap:anywhere">'
        f"{html.escape(shortened(text, LONGEST_VALUE))}</pre></div>"
    )


def _marked(text: str) -> str:
    """Escape for HTML and turn `code` into code and *emphasis* outside of it into emphasis."""
    escaped = html.escape(text, quote=False).replace("\n", "<br>")
    pieces = re.split(r"`([^`]+)`", escaped)  # text and code by turns
    pieces[::2] = [EMPHASIS.sub(r"<em>\1</em>", piece) for piece in pieces[::2]]
    pieces[1::2] = [f'<code style="{MONO};{SHADE};padding:1px 3px">{code}</code>' for code in pieces[1::2]]
    return "".join(pieces)

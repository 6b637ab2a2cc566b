"""Turn an answer into numbers that do not change when names, comments or layout do.

The tokens come from Python's own tokenizer. Overlapping runs of them are hashed and thinned out by winnowing
(Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003).
"""

from __future__ import annotations

import builtins
import io
import keyword
import tokenize
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

RUN = 12
"""Tokens in a run: about one and a half lines. Nothing shorter counts as shared."""

WINDOW = 5
"""One run of every five in a row is kept: shared code of RUN + WINDOW - 1 = 16 tokens is always found."""

_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
_KEPT_NAMES = frozenset(keyword.kwlist) | frozenset(dir(builtins))
_FACTORS = np.array([pow(0x9E3779B97F4A7C15, power, 2**64) for power in range(RUN)], dtype=np.uint64)


@dataclass(frozen=True)
class Tokens:
    """The normalised tokens of an answer: their hashes, uint64 (T,), and their lines from 1, int (T,)."""

    codes: np.ndarray
    lines: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)


def tokens_of(source: str) -> Tokens:
    """The tokens of a cell: chosen names become one sign, comments, docstrings and layout nothing.

    What follows a dot is kept, because `np.clip` and `np.sort` are different work whatever `np` is called.
    Source that is no Python is read as far as it goes.
    """
    codes, lines = [], []
    for text, line in _normalised(source):
        codes.append(_code(text))
        lines.append(line)
    return Tokens(np.array(codes, dtype=np.uint64), np.array(lines, dtype=np.int64))


def runs(tokens: Tokens) -> np.ndarray:
    """A hash of every run of RUN tokens, uint64 (T - RUN + 1,); empty for a shorter answer."""
    if len(tokens) < RUN:
        return np.empty(0, dtype=np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(tokens.codes, RUN)
    return (windows * _FACTORS).sum(axis=1, dtype=np.uint64)


def winnowed(hashes: np.ndarray) -> np.ndarray:
    """The smallest hash of every WINDOW in a row, each once, sorted: the answer's fingerprints."""
    if len(hashes) <= WINDOW:
        return np.unique(hashes)
    return np.unique(np.lib.stride_tricks.sliding_window_view(hashes, WINDOW).min(axis=1))


def _normalised(source: str) -> Iterator[tuple[str, int]]:
    before, starts_line = "", True
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in _LAYOUT:
                starts_line = starts_line or token.type == tokenize.NEWLINE
                continue
            is_docstring = token.type == tokenize.STRING and starts_line
            starts_line = False
            if is_docstring:
                continue
            if token.type == tokenize.STRING:
                text = '"'
            elif token.type == tokenize.NAME and before != "." and token.string not in _KEPT_NAMES:
                text = "name"
            else:
                text = token.string
            before = text
            yield text, token.start[0]
    except (tokenize.TokenError, SyntaxError, ValueError):
        return  # an open bracket, a wrong indentation, a null byte: what came before still counts


@cache
def _code(text: str) -> int:
    """A number for a token that is the same in every run, unlike hash()."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) * 0x9E3779B1 + 1

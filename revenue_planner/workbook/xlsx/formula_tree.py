"""A formula's text as a tree, so that rules can ask what it does rather than how it looks.

This reads the part of the formula language that the planner writes, and a little more, so that the
rules can name what it never writes. Whatever is beyond that raises `UnknownFormError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from revenue_planner.ground.a1 import quoted
from revenue_planner.workbook.xlsx.references import tab_name


class UnknownFormError(ValueError):
    """The text is not a formula as this reader knows them."""


@dataclass(frozen=True, slots=True)
class Term:
    """Anything that a formula is made of."""

    def children(self) -> tuple[Term, ...]:
        return ()

    def walk(self) -> Iterator[Term]:
        yield self
        for child in self.children():
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Number(Term):
    text: str


@dataclass(frozen=True, slots=True)
class Text(Term):
    text: str


@dataclass(frozen=True, slots=True)
class ErrorText(Term):
    """An error written into a formula, as #REF! is when a row was deleted."""

    text: str


@dataclass(frozen=True, slots=True)
class CellReference(Term):
    """A cell, or whole columns or rows ("A:C"). `tab` is its tab's name, "" for the formula's own."""

    tab: str
    address: str

    def __str__(self) -> str:
        return f"{quoted(self.tab)}!{self.address}" if self.tab else self.address


@dataclass(frozen=True, slots=True)
class Name(Term):
    """A defined name, TRUE or FALSE, or a table's column in brackets."""

    text: str


@dataclass(frozen=True, slots=True)
class Call(Term):
    name: str
    arguments: tuple[Term, ...]

    def children(self) -> tuple[Term, ...]:
        return self.arguments


@dataclass(frozen=True, slots=True)
class Operation(Term):
    """Two operands and an operator between them; ":" makes a range, "union" is a comma in brackets."""

    operator: str
    left: Term
    right: Term

    def children(self) -> tuple[Term, ...]:
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Sign(Term):
    """A sign before an operand, or "%" after it."""

    sign: str
    operand: Term

    def children(self) -> tuple[Term, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Missing(Term):
    """An argument left out, as in INDEX(A1:B2,,1)."""


_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"]|"")*")
    | (?:'(?:[^']|'')+'!|[^\W\d][\w.]*!)?(?P<error>\#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!))
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?(?![\w!:$]))
    | (?P<tab>'(?:[^']|'')+'!|(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?!)?
      (?:(?P<lines>\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\w.(])|\$?\d+:\$?\d+)
      | (?P<cell>\$?[A-Z]{1,3}\$?[1-9]\d{0,6})(?![\w.(!\[]))
    | (?P<call>[^\W\d][\w.]*)\(
    | (?P<name>[^\W\d][\w.]*(?:\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\])?)
    | (?P<operator><>|<=|>=|[-+*/^&=<>%(),:{};@\#])
    )""",
    re.VERBOSE,
)
_POWERS = {
    ":": 8,
    "^": 5,
    "*": 4,
    "/": 4,
    "+": 3,
    "-": 3,
    "&": 2,
    **dict.fromkeys(("=", "<", ">", "<=", ">=", "<>"), 1),
}
_SIGN_POWER = 7
#: Formulas of ours have fewer than 60 tokens. A longer one would only exhaust those who walk its tree.
_DEEPEST, _LONGEST = 40, 300


@lru_cache(maxsize=65536)
def parse(formula: str) -> Term:
    """The tree of a formula without its "=". Raises UnknownFormError."""
    reader = _Reader(_tokens(formula))
    tree = reader.expression(0)
    if reader.at < len(reader.tokens):
        raise UnknownFormError(formula)
    return tree


def _tokens(formula: str) -> list[tuple[str, str, str]]:
    """Kind, text and tab of each token."""
    tokens: list[tuple[str, str, str]] = []
    at, end = 0, len(formula.rstrip())
    while at < end:
        found = _TOKEN.match(formula, at)
        if found is None or found.lastgroup is None:
            raise UnknownFormError(formula)
        kind = found.lastgroup
        tokens.append((kind, found[kind], found["tab"] or ""))
        at = found.end()
        if len(tokens) > _LONGEST:
            raise UnknownFormError("too long")
    return tokens


class _Reader:
    """Precedence climbing over the tokens."""

    def __init__(self, tokens: list[tuple[str, str, str]]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def expression(self, least: int) -> Term:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UnknownFormError("nested too deep")
        left = self._operand()
        while True:
            operator = self._peek()
            if operator == "%":
                self.at += 1
                left = Sign("%", left)
                continue
            power = _POWERS.get(operator, 0)
            if power == 0 or power < least:
                self.depth -= 1
                return left
            self.at += 1
            left = Operation(operator, left, self.expression(power + 1))

    def _peek(self) -> str:
        """The operator that comes next, or ""."""
        if self.at >= len(self.tokens):
            return ""
        kind, text, _tab = self.tokens[self.at]
        return text if kind == "operator" else ""

    def _operand(self) -> Term:
        if self.at >= len(self.tokens):
            raise UnknownFormError("unfinished")
        kind, text, tab = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return Number(text)
        if kind == "text":
            return Text(text[1:-1].replace('""', '"'))
        if kind == "error":
            return ErrorText(text)
        if kind in ("cell", "lines"):
            return CellReference(tab_name(tab), text)
        if kind == "name":
            return Name(text)
        if kind == "call":
            return Call(text.upper(), self._arguments())
        if text in ("-", "+", "@"):
            return Sign(text, self.expression(_SIGN_POWER))
        if text == "(":
            return self._in_brackets()
        raise UnknownFormError(text)

    def _in_brackets(self) -> Term:
        inner = self.expression(0)
        while self._peek() == ",":
            self.at += 1
            inner = Operation("union", inner, self.expression(0))
        self._expect(")")
        return inner

    def _arguments(self) -> tuple[Term, ...]:
        arguments: list[Term] = []
        if self._peek() == ")":
            self.at += 1
            return ()
        while True:
            arguments.append(Missing() if self._peek() in (",", ")") else self.expression(0))
            if self._peek() == ")":
                self.at += 1
                return tuple(arguments)
            self._expect(",")

    def _expect(self, text: str) -> None:
        if self._peek() != text:
            raise UnknownFormError(text)
        self.at += 1

"""Small changes to Python source, each of which some test ought to notice: one mutant is one change at one place."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from benchmarks.mutant_choices import Choices, choices_in

_Node: TypeAlias = "ast.expr | ast.stmt"
_Changed: TypeAlias = "Iterator[tuple[ast.AST, str]]"

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_FUNCTIONS = {
    "min": "max", "max": "min", "any": "all", "all": "any", "least": "greatest", "greatest": "least",
    "urgency": "invoice_urgency", "invoice_urgency": "urgency",
}  # fmt: skip
_SWAPPED = {"when": (1, 2), "coalesce": (0, 1), "ratio": (0, 1)}
# texts and names that only people read, and where a wrong one is no wrong behaviour
_SKIPPED_CALLS = {"Wording", "quote", "TypeVar", "dataclass", "lru_cache", "field"}
_NO_BEHAVIOUR = {"annotation", "returns", "decorator_list", "bases"}
_PARTS = ("Rule", "Recommend", "Conclude", "that")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: what stands at `start` to `end` of the bytes of the source becomes `new`."""

    file: str
    line: int
    column: int
    code: str
    what: str
    number: int
    start: int
    end: int
    old: str
    new: str

    def apply(self, source: str) -> str:
        data = source.encode()
        return (data[: self.start] + self.new.encode() + data[self.end :]).decode()

    @property
    def change(self) -> str:
        return f"{_short(self.old)}  ->  {_short(self.new)}"

    @property
    def key(self) -> str:
        """What the mutant is, wherever its line may have moved."""
        which = f" ({self.number})" if self.number > 1 else ""
        return f"{self.file} @{self.column} {self.code} => {' '.join(self.new.split())}{which}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {self.change}"


def mutants(file: str, source: str, choices: Choices) -> list[Mutant]:
    """All mutants of a file, in the order of their places."""
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    data, lines = source.encode(), source.splitlines()
    found: dict[tuple[int, int, str], Mutant] = {}
    for node, new, what in _Places(choices).visit(ast.parse(source)):
        start, end = starts[node.lineno - 1] + node.col_offset, starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        old = data[start:end].decode()
        code = lines[node.lineno - 1].strip()
        column = start - starts[node.lineno - 1] - len(lines[node.lineno - 1]) + len(lines[node.lineno - 1].lstrip())
        if new != old:
            found.setdefault((start, end, new), Mutant(file, node.lineno, column, code, what, 1, start, end, old, new))
    seen: Counter[str] = Counter()
    numbered = []
    for each in sorted(found.values(), key=lambda each: (each.start, each.end, each.new)):
        seen[each.key] += 1
        numbered.append(replace(each, number=seen[each.key]))
    return numbered


class _Places:
    """Walks a module and yields (node, new text, kind of change)."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def visit(self, node: ast.AST) -> Iterator[tuple[_Node, str, str]]:
        if _is_text(node):
            return
        if isinstance(node, (ast.expr, ast.stmt)):
            for new, what in self._changes(node):
                yield node, _text(new), what
        for name, child in ast.iter_fields(node):
            for each in child if isinstance(child, list) else [child]:
                if isinstance(each, ast.AST) and name not in _NO_BEHAVIOUR:
                    yield from _conditions(name, each)
                    yield from self.visit(each)

    def _changes(self, node: _Node) -> _Changed:  # noqa: PLR0911 - one case for each kind of node
        match node:
            case ast.Compare():
                return self._compare(node)
            case ast.Call():
                return self._call(node)
            case ast.Constant(value):
                return self._constant(value)
            case ast.BoolOp():
                return _and_or(node)
            case ast.BinOp():
                return _operator(node)
            case ast.UnaryOp(ast.Not() | ast.Invert() | ast.USub(), operand):
                return iter([(operand, "not dropped")])
            case ast.IfExp(_, body, orelse):
                return iter([(_with(node, body=orelse, orelse=body), "branches swapped")])
            case ast.Tuple(elts) if len(elts) > 1:
                parts = (number for number, each in enumerate(elts) if isinstance(each, ast.Call) and _name(each) in _PARTS)
                return ((_with(node, elts=[*elts[:number], *elts[number + 1 :]]), "part dropped") for number in parts)
            case _:
                return _statement(node)

    def _constant(self, value: object) -> _Changed:
        if isinstance(value, bool):
            yield ast.Constant(not value), "flag"
        elif isinstance(value, int):
            yield ast.Constant(value + 1), "constant"
            yield ast.Constant(value - 1), "constant"
        elif isinstance(value, str) and (other := self._choices.other_literal(value)) is not None:
            yield ast.Constant(other), "choice"

    def _compare(self, node: ast.Compare) -> _Changed:
        for number, op in enumerate(node.ops):
            for other in _COMPARISONS[type(op)]:
                yield _with(node, ops=[*node.ops[:number], other(), *node.ops[number + 1 :]]), "comparison"
        for field, value in choices_in(node):
            if (choice := self._choices.other(field, value)) is not None:
                yield _with(node, comparators=[ast.Constant(choice)]), "choice"

    def _call(self, node: ast.Call) -> _Changed:
        name = _name(node)
        if isinstance(node.func, ast.Name) and name in _FUNCTIONS:
            yield _with(node, func=ast.Name(_FUNCTIONS[name])), "function"
        if name in _SWAPPED and len(node.args) > _SWAPPED[name][1]:
            args = list(node.args)
            one, two = _SWAPPED[name]
            args[one], args[two] = args[two], args[one]
            yield _with(node, args=args), "arguments swapped"
        for field, value in choices_in(node):
            if (choice := self._choices.other(field, value)) is not None:
                args = [ast.Constant(choice) if isinstance(each, ast.Constant) else each for each in node.args]
                yield _with(node, args=args), "choice"
        if name == "Recommend":
            for number in range(len(node.keywords)):
                yield _with(node, keywords=node.keywords[:number] + node.keywords[number + 1 :]), "argument dropped"
        if name == "Decimal" and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            for step in (1, -1):
                yield _with(node, args=[ast.Constant(_next(node.args[0].value, step))]), "constant"


def _conditions(place: str, node: ast.AST) -> Iterator[tuple[_Node, str, str]]:
    if isinstance(node, ast.expr) and place in {"test", "guard", "ifs"}:
        yield node, _text(ast.UnaryOp(ast.Not(), node)), "condition negated"
        if place != "test":
            yield node, "True", "condition dropped"


def _and_or(node: ast.BoolOp) -> _Changed:
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And()), "and/or"
    for number in range(len(node.values)):
        rest = [*node.values[:number], *node.values[number + 1 :]]
        yield _with(node, values=rest) if len(rest) > 1 else rest[0], "operand dropped"


def _operator(node: ast.BinOp) -> _Changed:
    if type(node.op) in _ARITHMETIC:
        yield _with(node, op=_ARITHMETIC[type(node.op)]()), "operator"
    if isinstance(node.op, (ast.BitAnd, ast.BitOr, ast.Add, ast.Sub)):
        yield node.left, "operand dropped"
    if isinstance(node.op, (ast.BitAnd, ast.BitOr)):
        yield node.right, "operand dropped"


def _statement(node: ast.AST) -> _Changed:
    match node:
        case ast.Return(value) if value is not None and not (isinstance(value, ast.Constant) and value.value is None):
            yield ast.Return(ast.Constant(None)), "return value"
        case ast.Expr():
            yield ast.Pass(), "statement removed"
        case ast.AugAssign() | ast.Raise():
            yield ast.Pass(), "statement removed"
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield ast.Pass(), "statement removed"
        case ast.Continue():
            yield ast.Break(), "statement"
        case ast.Break():
            yield ast.Continue(), "statement"
        case _:
            return


def _is_text(node: ast.AST) -> bool:
    """Whether nothing in `node` is behaviour: docstrings, texts for people, types, imports."""
    match node:
        case ast.Expr(ast.Constant()) | ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.Assert():
            return True
        case ast.Subscript(ast.Name("Literal")) | ast.keyword(arg="tip"):
            return True
        case ast.Call():
            return _name(node) in _SKIPPED_CALLS or _name(node).endswith("Error")
        case ast.Assign(targets=[ast.Name("__all__" | "__slots__" | "message" | "help" | "where")]):
            return True
        case ast.AnnAssign(annotation=ast.Name("TypeAlias")) | ast.If(test=ast.Name("TYPE_CHECKING")):
            return True
        case _:
            return False


def _next(number: str, step: int) -> str:
    """`step` units of the last decimal further."""
    value = Decimal(number)
    return str(value + step * Decimal((0, (1,), int(value.as_tuple().exponent))))


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _text(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if isinstance(node, (ast.stmt, ast.Constant, ast.Call, ast.Name, ast.Attribute)) else f"({text})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 110 else f"{line[:70]} … {line[-36:]}"

"""Makes mutants of a program: each has one small change that a person could
make by mistake. mutants.py finds out whether `kit check` rejects them.

A mutant is its change, two lines, and its text. The change does not name the
number of the line, so a table of mutants outlives edits elsewhere. Where the
same change can be made at several places, "(2)" is the second one."""

import ast
import collections
import copy
import difflib
import re


class Mutant:
    def __init__(self, before, text):
        """`before` and `text` are the whole programs."""
        self.text = text
        old, new = before.splitlines(), text.splitlines()
        changed = [line for line in difflib.ndiff(old, new)
                   if line[:2] in ("- ", "+ ")]
        self.change = " / ".join(" ".join(line.split()) for line in changed)


def mutants(name, text):
    made = python(text) if name.endswith(".py") else cpp(text)
    texts, changes = set(), collections.Counter()
    for mutant in made:
        if not mutant.change or mutant.text in texts:
            continue
        texts.add(mutant.text)
        changes[mutant.change] += 1
        if changes[mutant.change] > 1:
            mutant.change += f" ({changes[mutant.change]})"
        yield mutant


# Python: the changes are made in the syntax tree.

COMPARE = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE,
           ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
           ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot,
           ast.IsNot: ast.Is}


def other_constants(value):
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1] + ([value - 1] if value > 0 else [])
    if isinstance(value, str) and value.strip():
        return [value + "x", value.strip()]
    if isinstance(value, bytes) and value:
        return [value + b"x"]
    return []


def changes(node):
    """Functions that change a node of this kind in place."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARE:
        def turn(n):
            n.ops[0] = COMPARE[type(n.ops[0])]()
        yield turn
    if isinstance(node, (ast.If, ast.While)):
        def negate(n):
            n.test = ast.UnaryOp(ast.Not(), n.test)
        yield negate
    if isinstance(node, ast.BoolOp):
        def swap(n):
            n.op = ast.Or() if isinstance(n.op, ast.And) else ast.And()
        yield swap
    if isinstance(node, ast.Constant):
        for value in other_constants(node.value):
            if value != node.value:
                yield lambda n, v=value: setattr(n, "value", v)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        def plus(n):
            n.op = ast.Sub() if isinstance(n.op, ast.Add) else ast.Add()
        yield plus
    if isinstance(node, ast.Call) and len(node.args) == 2:
        def arguments(n):
            n.args.reverse()
        yield arguments
    for field in ("body", "orelse", "finalbody"):
        children = getattr(node, field, None)
        for at, child in enumerate(children if isinstance(children, list)
                                   else []):
            removable = (ast.Expr, ast.Assign, ast.AugAssign, ast.Return,
                         ast.Break, ast.Continue)
            docs = (isinstance(child, ast.Expr)
                    and isinstance(child.value, ast.Constant))
            if isinstance(child, removable) and not docs:
                def remove(n, f=field, i=at):
                    getattr(n, f)[i] = ast.Pass()
                yield remove


def only_printed(tree):
    """The nodes that change nothing but what is printed for people, which no
    check looks at. What is said to a peer inside of a print is not one."""
    found = set()

    def add(node):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return
        found.add(node)
        for child in ast.iter_child_nodes(node):
            add(child)

    for node in ast.walk(tree):
        if isinstance(node, ast.Call) \
                and ast.unparse(node.func) in ("print", "sys.exit"):
            for argument in node.args + node.keywords:
                add(argument)
    return found


def python(text):
    tree = ast.parse(text)
    for node in ast.walk(tree):  # what documents is not changed
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr) \
                and isinstance(body[0].value, ast.Constant):
            body[0] = ast.Pass()
    before = ast.unparse(tree)
    tree = ast.parse(before)
    printed = only_printed(tree)
    for place, node in enumerate(ast.walk(tree)):
        if node in printed:
            continue
        for which in range(len(list(changes(node)))):
            other = copy.deepcopy(tree)
            there = list(ast.walk(other))[place]
            list(changes(there))[which](there)
            yield Mutant(before, ast.unparse(ast.fix_missing_locations(other)))


# C++: the changes are made in the text, and a compiler refuses those that make
# no sense.

SWAPS = [(r" == ", " != "), (r" != ", " == "), (r" < ", " <= "),
         (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "),
         (r" && ", " || "), (r" \|\| ", " && "), (r"\btrue\b", "false"),
         (r"\bfalse\b", "true"), (r"\+\+", "--"), (r" \+= ", " = "),
         (r" \+ ", " - "), (r"\bif \(", "if (!"), (r"\bwhile \(", "while (!")]
STATEMENT = re.compile(r"^\s*(?!return\b.*\w|using\b|const\b|auto\b|case\b)"
                       r"[\w+\-.:>()]+.*;$")


def cpp_lines(line):
    for form, instead in SWAPS:
        for found in re.finditer(form, line):
            new = line[:found.start()] + instead + line[found.end():]
            if "(!" in instead:
                new = negated(line, found.end())
            if new:
                yield new
    for found in re.finditer(r"(?<![\w\"])\d+(?![\w.\"])", line):
        for value in (int(found[0]) + 1, int(found[0]) - 1):
            if value >= 0:
                yield line[:found.start()] + str(value) + line[found.end():]
    for found in re.finditer(r'"([^"\\]+)"', line):
        yield line[:found.end() - 1] + "x" + line[found.end() - 1:]
    if STATEMENT.match(line):
        yield re.match(r"\s*", line)[0] + ";"


def negated(line, begin):
    """`if (a) b` with `a` negated; nothing when it ends on another line."""
    depth = 1
    for at in range(begin, len(line)):
        depth += {"(": 1, ")": -1}.get(line[at], 0)
        if depth == 0:
            inside = line[begin:at]
            if ";" in inside or "const auto" in inside:
                return None
            return f"{line[:begin]}!({inside}){line[at:]}"
    return None


def cpp(text):
    lines = text.split("\n")
    for at, line in enumerate(lines):
        code = line.split("//")[0].rstrip()
        if not code or code.lstrip().startswith(("#", "///")):
            continue
        for new in cpp_lines(code):
            yield Mutant(text, "\n".join(lines[:at] + [new] + lines[at + 1:]))

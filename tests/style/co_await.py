"""Only uses of co_await that g++ 12 compiles correctly.

g++ 12.2 miscompiles, without a warning, many expressions that hold a co_await:
conditions, ?:, braced temporaries, capturing lambdas. The program crashes or
frees twice; clang compiles them rightly. So there is one rule, easier to
remember than the list of what is broken: a statement has one co_await, in one
of the forms of GOOD below, and its result and its arguments have names.
"""

import re

from checkout import StyleTest, cpp_files, line_of, main, read
from checkout import without_comments

GOOD = [
    "co_await f(a, b);",
    "co_await timer.async_wait(use_awaitable);",
    "auto x = co_await f(g(a), b[1]);",
    "const std::vector<int> x = co_await f<int>(a);",
    "auto [error, size] = co_await f(asio::buffer(a), token);",
    "x = co_await f();",
    "this->x.y[2] = co_await f();",
    "x += co_await f();",
    "co_return co_await f(a);",
    "if (x) co_await f();",
    "if (x) { co_await f(); } else co_await g();",
    "for (int i = 0; i < n; ++i) co_await f(i);",
    "for (;;) { co_await f(); }",
    "while (x && y) { auto z = co_await f(); }",
    "case 1: co_await f(); break;",
    "case State::idle: co_await f(); break;",
    "auto run = [a](int b) -> asio::awaitable<void> { co_await f(a, b); };",
    "asio::awaitable<int> f() { co_return co_await g(); }",
    "f(); // if (co_await f()) is what g++ 12 breaks",
    'log("co_await f({})");',
    "const auto n = 1'000; co_await f(n);",
]
BAD = [
    "if (co_await f()) co_return;",
    "if (!co_await f()) co_return;",
    "if (a && co_await f()) co_return;",
    "while (co_await f()) {}",
    "switch (co_await f()) {}",
    "if (auto x = co_await f(); x) {}",
    "for (auto x : co_await f()) {}",
    "auto x = a ? co_await f() : co_await g();",
    "auto x = co_await f() ? 1 : 2;",
    'co_await open({"host", 2});',
    "co_await apply(Send{text});",
    "co_await call([c](int) { return c; });",
    "co_await co_spawn(e, [c]() -> awaitable<void> { f(c); }, use_awaitable);",
    "co_await [c]() -> awaitable<void> { co_await f(c); }();",
    "auto n = co_await S{}.size();",
    "Pair x{co_await f(), co_await g()};",
    "std::vector<int> x{co_await f()};",
    "auto x = Pair{1, co_await f()};",
    "co_return Pair{1, co_await f()};",
    'throw Error("no " + co_await f());',
    "throw co_await f();",
    "x.push_back(co_await f());",
    "auto x = 1 + co_await f();",
    "auto x = co_await f() + co_await g();",
    "co_await f(co_await g());",
    "return_if(a, co_await f());",
    "auto x = co_await f(), y = 2;",
    "co_await f(), g();",
    "auto x = co_await\n    f({1});",
]

OPEN, CLOSE = "([{", ")]}"
# What may stand between the start of a statement and its co_await, when what
# is inside (...) and [...] is taken out.
HEAD = re.compile(
    r"(?:(?:if(?: constexpr)?|while|for|switch) ?\(\)\s*|else\s+|do\s+"
    r"|case [\w:]+:\s+|default:\s*)*"
    r"(?:co_return\s+|[\w:<>,&*.\s\[\]-]+?\+?=\s*)?")


def head_of(code, at):
    """What stands before, from the start of the statement; None when that is
    inside (...) or [...]."""
    head, depth = "", 0
    for i in range(at - 1, -1, -1):
        character = code[i]
        if character in ")]":
            depth += 1
        if depth == 0 and character in ";{}":
            break
        if character in "([":
            depth -= 1
            if depth < 0:
                return None
        if depth == 0 or (depth == 1 and character in ")]"):
            head = character + head
    return head.lstrip()


def tail_of(code, at):
    """What follows, to the end of the statement; None where it has none."""
    depth = 0
    for i in range(at, len(code)):
        character = code[i]
        if character == ";" and depth == 0:
            return code[at:i]
        depth += (character in OPEN) - (character in CLOSE)
        if depth < 0 or (character == "," and depth == 0):
            return None
    return None


def fault(code, at):
    """Why the co_await at that offset is not one of the good forms."""
    head, tail = head_of(code, at), tail_of(code, at + len("co_await"))
    if head is None:
        return "inside (...): name the result first"
    if not HEAD.fullmatch(head):
        return "inside an expression: name the result first"
    if tail is None:
        return "inside a list: name the result first"
    if "co_await" in tail:
        return "two in a statement: name the first result"
    if "{" in tail:
        return "with a braced temporary or a lambda: name it first"
    if "?" in tail:
        return "with ?: in the same statement: write an if"
    return None


def faults(text):
    code = without_comments(text)
    for match in re.finditer(r"\bco_await\b", code):
        if why := fault(code, match.start()):
            yield line_of(code, match.start()), why


class CoAwait(StyleTest):
    def test_every_good_form_passes(self):
        for code in GOOD:
            with self.subTest(code):
                self.assertEqual(list(faults(f"void f() {{ {code} }}")), [])

    def test_every_bad_form_is_rejected(self):
        for code in BAD:
            with self.subTest(code):
                self.assertNotEqual(list(faults(f"void f() {{ {code} }}")), [])

    def test_the_line_is_told(self):
        code = "f();\n// x\nif (co_await f()) g();\n"
        self.assertEqual([line for line, _ in faults(code)], [3])

    def test_this_checkout(self):
        self.check_none(f"{path}:{line}: co_await {why}"
                        for path in cpp_files()
                        for line, why in faults(read(path)))


if __name__ == "__main__":
    main()

"""Arrows point one way: main -> server or client -> session -> grammar ->
framing, and nothing includes what stands above it."""

import re

from checkout import StyleTest, cpp_files, line_of, main, read
from fences import FENCES, KIT

# Arrows between the folders of the kit.
MOST_KIT_ARROWS = 25
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|(<[^>\n]+>))',
                     re.M)


def fits(pattern, name):
    regex = re.escape(pattern).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    regex = re.sub(r"\\\{(.*?)\\\}",
                   lambda words: f"(?:{words[1].replace(',', '|')})", regex)
    return re.fullmatch(regex, name) is not None


def is_standard(name):
    return re.fullmatch(r"<[a-z_0-9]+>", name) is not None


def may_include(path, name):
    for of, allowed in FENCES:
        if fits(of, path):
            return is_standard(name) or any(fits(p, name) for p in allowed)
    return False


def includes(text):
    for match in INCLUDE.finditer(text):
        yield line_of(text, match.start()), match[1] or match[2]


def arrows_between_folders(root, sources):
    """Pairs of folders below `root` of which the first includes from the
    second. `sources` are pairs of a path and what it includes."""
    found = set()
    for path, name in sources:
        if path.startswith(root + "/") and name.startswith(root + "/"):
            of, to = path.rpartition("/")[0], name.rpartition("/")[0]
            if of != to:
                found.add((of, to))
    return found


def circles(arrows):
    """Folders that can be reached from themselves."""
    reached = set(arrows)
    while True:
        more = {(a, d) for a, b in reached for c, d in reached if b == c}
        if more <= reached:
            return sorted({a for a, b in reached if a == b})
        reached |= more


class Includes(StyleTest):
    def check(self, allowed, arrows):
        for path, name in arrows:
            with self.subTest(path, name=name):
                self.assertEqual(may_include(path, name), allowed)

    def test_arrows_down_are_allowed(self):
        self.check(True, [
            ("proto_server/program/serve.cpp", "proto_server/server.hpp"),
            ("proto_server/command_line.cpp", "<CLI/CLI.hpp>"),
            ("proto_client/command_line.cpp", "<CLI/CLI.hpp>"),
            ("tutorial/kit/command_line.cpp", "<CLI/CLI.hpp>"),
            ("tests/bench/fanout.cpp", "<CLI/CLI.hpp>"),
            ("proto_server/server.cpp", "<asio/post.hpp>"),
            ("proto_server/server.cpp", "proto_server/login/connection_quota.hpp"),
            ("proto_server/toy/toy_session.cpp",
             "proto_server/toy/toy_session.hpp"),
            ("proto_server/toy/toy_session.hpp", "common/toy/command.hpp"),
            ("proto_server/toy/toy_session.hpp", "<string>"),
            ("proto_server/imap/home/list.cpp",
             "common/imap/requests/command.hpp"),
            ("proto_server/mailbox/mailbox.hpp",
             "proto_server/mailbox/flags.hpp"),
            ("proto_server/mailbox/maildir/index.cpp", "<fcntl.h>"),
            ("proto_client/toy/toy_client.cpp", "common/session.hpp"),
            ("proto_client/toy/toy_client.cpp",
             "proto_client/toy/greeting.hpp"),
            ("proto_client/toy/toy_news.hpp",
             "proto_client/watch/news_source.hpp"),
            ("proto_client/program/watch_command.cpp", "<asio/post.hpp>"),
            ("proto_client/program/watch_command.hpp",
             "proto_client/watch/watch.hpp"),
            ("common/toy/words.cpp", "common/framing/text.hpp"),
            ("common/net/listener.hpp", "<asio/ip/tcp.hpp>"),
            ("common/imap/requests/command.hpp",
             "common/imap/values/flags.hpp"),
            ("tutorial/kit/commands/play.cpp",
             "tutorial/kit/conversation/play.hpp"),
            ("tutorial/kit/authors/lint/verdict.cpp",
             "tutorial/kit/exercises/check_work.hpp"),
            ("tutorial/03-push/server.cpp", "proto_server/toy/toy_session.hpp"),
            ("tutorial/10-numbers/history.cpp",
             "proto_server/mailbox/mailbox.hpp"),
            ("tutorial/16-plugin/callbacks.cpp", "<idle-hands/watch.hpp>"),
            ("tests/unit/toy/toy.cpp", "proto_server/toy/toy_session.hpp"),
        ])

    def test_arrows_up_and_across_are_not(self):
        self.check(False, [
            ("common/toy/words.cpp", "proto_server/limits.hpp"),
            ("common/net/listener.cpp", "proto_client/watch/watch.hpp"),
            ("common/framing/text.cpp", "common/toy/words.hpp"),
            ("common/toy/words.cpp", "common/session.hpp"),
            ("common/toy/words.cpp", "common/imap/text/cursor.hpp"),
            ("common/transcript/play.cpp", "common/net/address.hpp"),
            ("common/imap/text/cursor.cpp", "common/imap/values/flags.hpp"),
            ("common/imap/values/flags.cpp", "common/imap/responses/code.hpp"),
            ("common/imap/requests/command.hpp",
             "common/imap/responses/code.hpp"),
            ("proto_server/server.cpp", "proto_client/watch/watch.hpp"),
            ("proto_client/main.cpp", "proto_server/limits.hpp"),
            ("proto_server/mailbox/mailbox.cpp", "common/toy/words.hpp"),
            ("proto_server/mailbox/mailbox.cpp",
             "proto_server/mailbox/maildir/index.hpp"),
            ("proto_server/mailbox/memory/memory_store.cpp",
             "proto_server/mailbox/maildir/index.hpp"),
            ("proto_server/toy/toy_session.cpp", "proto_server/server.hpp"),
            ("proto_server/toy/toy_session.cpp", "common/net/connection.hpp"),
            ("proto_server/login/users_login.cpp", "proto_server/server.hpp"),
            ("proto_server/imap/home/idle.cpp", "common/net/connection.hpp"),
            ("proto_server/imap/selected/fetch.cpp",
             "proto_server/imap/home/home.hpp"),
            ("proto_server/imap/answer.cpp",
             "proto_server/imap/imap_session.hpp"),
            ("proto_server/mailbox/mailbox.cpp",
             "proto_server/imap/selected/view.hpp"),
            ("proto_server/mime/part.cpp",
             "common/imap/requests/command.hpp"),
            ("proto_server/server.cpp", "tests/unit/catch.hpp"),
            ("proto_client/toy/toy_client.cpp",
             "proto_client/program/link.hpp"),
            ("proto_client/toy/toy_client.cpp",
             "proto_client/watch/watch.hpp"),
            ("proto_client/watch/watch.cpp", "proto_client/program/link.hpp"),
            ("proto_client/program/link.cpp", "proto_client/visits/visit.hpp"),
            ("proto_client/watch/watch.cpp",
             "proto_client/toy/toy_client.hpp"),
            ("proto_client/watch/watch.cpp", "common/toy/words.hpp"),
            ("tutorial/kit/system/files.cpp",
             "tutorial/kit/conversation/recording.hpp"),
            ("tutorial/kit/conversation/play.cpp",
             "tutorial/kit/exercises/program.hpp"),
            ("tutorial/kit/conformance/conform_suite.cpp",
             "tutorial/kit/exercises/course.hpp"),
            ("tutorial/kit/exercises/check_work.cpp",
             "tutorial/kit/authors/lint/verdict.hpp"),
            ("tutorial/kit/authors/pages/renewed_page.cpp",
             "tutorial/kit/authors/lint/read_page.hpp"),
            ("tutorial/kit/authors/lint/read_page.cpp",
             "tutorial/kit/commands/command.hpp"),
            ("tutorial/kit/exercises/course.cpp",
             "proto_server/mailbox/mailbox.hpp"),
            ("tutorial/16-plugin/callbacks.cpp",
             "proto_client/watch/watch.hpp"),
        ])

    def test_libraries_stay_where_they_belong(self):
        self.check(False, [
            ("common/session.hpp", "<asio/post.hpp>"),
            ("common/toy/words.cpp", "<asio/post.hpp>"),
            ("common/transcript/play.cpp", "<asio/post.hpp>"),
            ("proto_server/toy/toy_session.cpp", "<asio/post.hpp>"),
            ("proto_server/mailbox/mailbox.cpp", "<asio/post.hpp>"),
            ("proto_client/watch/watch.cpp", "<asio/post.hpp>"),
            ("proto_server/server.cpp", "<CLI/CLI.hpp>"),
            ("proto_server/main.cpp", "<CLI/CLI.hpp>"),
            ("proto_server/program/serve.cpp", "<CLI/CLI.hpp>"),
            ("proto_client/visits/ask_command.cpp", "<CLI/CLI.hpp>"),
            ("tutorial/kit/commands/play.cpp", "<CLI/CLI.hpp>"),
            ("tests/unit/kit/sync.cpp", "<CLI/CLI.hpp>"),
            ("proto_client/tell/output.hpp", "<nlohmann/json.hpp>"),
            ("tutorial/kit/exercises/course.cpp", "<CLI/CLI.hpp>"),
            ("common/toy/words.cpp", "<sys/socket.h>"),
            ("somewhere/else.cpp", "common/session.hpp"),
        ])

    def test_arrows_and_circles_are_found(self):
        sources = [("a/b/x.cpp", "a/c/x.hpp"), ("a/b/y.cpp", "a/c/y.hpp"),
                   ("a/b/x.cpp", "a/b/x.hpp"), ("a/c/x.cpp", "z/x.hpp")]
        self.assertEqual(arrows_between_folders("a", sources),
                         {("a/b", "a/c")})
        self.assertEqual(circles({("b", "c"), ("c", "d")}), [])
        self.assertEqual(circles({("b", "c"), ("c", "d"), ("d", "b")}),
                         ["b", "c", "d"])

    def test_the_kit_has_few_arrows_and_no_circle(self):
        arrows = arrows_between_folders(
            KIT, [(path, name) for path in cpp_files()
                  for _, name in includes(read(path))])
        self.assertEqual(circles(arrows), [])
        self.assertLessEqual(len(arrows), MOST_KIT_ARROWS,
                             "\n".join(f"{a} -> {b}" for a, b in
                                       sorted(arrows)))

    def test_includes_are_found(self):
        text = '#include <string>\n  # include "a/b.hpp"\n// #include <x>\n'
        self.assertEqual(list(includes(text)),
                         [(1, "<string>"), (2, "a/b.hpp")])

    def test_this_checkout(self):
        self.check_none(
            f"{path}:{line}: {path} may not include {name}; the table is in "
            "tests/style/fences.py"
            for path in cpp_files()
            for line, name in includes(read(path))
            if not may_include(path, name))


if __name__ == "__main__":
    main()

"""Arrows point one way: main -> server or client -> session -> grammar ->
framing, and nothing includes what stands above it."""

import re

from checkout import StyleTest, cpp_files, line_of, main, read

# Which files may include which: the first pattern that fits a file holds. In a
# pattern * is any name and ** any names with their folders. A file may always
# include its own header and the standard library. The order is from below.
FRAMING = ["common/framing/*"]
SESSION = ["common/session.hpp", *FRAMING]
GRAMMAR = ["common/toy/*", "common/imap/*", *FRAMING]
SCRIPT = ["common/transcript/*", *SESSION]
NET = ["common/net/*", "common/session.hpp"]
COMMON = ["common/**"]
ASIO, EXPECTED = "<asio/**>", "<tl/expected.hpp>"
CLI, JSON = "<CLI/CLI.hpp>", "<nlohmann/**>"
SYSTEM = "<**.h>"
TALK = "{toy_*,imap_*,watch,back_off,greeting}"  # a client without its socket
ARROWS = [
    ("common/session.hpp", []),
    ("common/framing/*", FRAMING),
    ("common/toy/*", ["common/toy/*", *FRAMING, EXPECTED]),
    ("common/imap/base64.cpp", ["common/imap/base64.hpp", "<openssl/evp.h>"]),
    ("common/imap/*", ["common/imap/*", *FRAMING, EXPECTED]),
    ("common/transcript/*", [*SCRIPT, EXPECTED]),
    ("common/net/pch/*", [ASIO]),
    ("common/net/*", [*NET, ASIO, EXPECTED, SYSTEM]),
    ("proto_server/limits.hpp", []),
    ("proto_server/file.*", ["proto_server/file.hpp", SYSTEM]),
    ("proto_server/mailbox/*",
     ["proto_server/mailbox/*", *FRAMING, EXPECTED]),
    ("proto_server/mailbox/maildir/*",
     ["proto_server/mailbox/**", "proto_server/file.hpp", *FRAMING, EXPECTED,
      SYSTEM]),
    ("proto_server/mime/*",
     ["proto_server/mime/*", "common/imap/*", EXPECTED, SYSTEM]),
    ("proto_server/imap/*",
     ["proto_server/imap/*", "proto_server/mailbox/*", "proto_server/mime/*",
      "common/imap/*", *SESSION, EXPECTED]),
    ("proto_server/users/*",
     ["proto_server/users/*", "proto_server/file.hpp", ASIO, EXPECTED,
      SYSTEM]),
    ("proto_server/*session*",
     ["proto_server/*session*", "proto_server/mailbox/*",
      "proto_server/limits.hpp", *SESSION, *GRAMMAR, EXPECTED]),
    ("proto_server/{main,users_command,certificate_command}.cpp",
     ["proto_server/**", *COMMON, ASIO, CLI, EXPECTED, SYSTEM]),
    ("proto_server/*", ["proto_server/**", *COMMON, ASIO, EXPECTED, SYSTEM]),
    ("proto_client/limits.hpp", []),
    (f"proto_client/{TALK}.*",
     [f"proto_client/{TALK}.hpp", "proto_client/limits.hpp", *SCRIPT, *GRAMMAR,
      EXPECTED]),
    ("proto_client/main.cpp", ["proto_client/*", *COMMON, ASIO, CLI, SYSTEM]),
    ("proto_client/*.hpp",
     ["proto_client/*", *COMMON, ASIO, EXPECTED, SYSTEM]),
    ("proto_client/*",
     ["proto_client/*", *COMMON, ASIO, EXPECTED, JSON, SYSTEM]),
    # What is shown or tested here is everything.
    ("tutorial/**", ["**", "<**>"]),
    ("tests/**", ["**", "<**>"]),
]
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
    for of, allowed in ARROWS:
        if fits(of, path):
            return is_standard(name) or any(fits(p, name) for p in allowed)
    return False


def includes(text):
    for match in INCLUDE.finditer(text):
        yield line_of(text, match.start()), match[1] or match[2]


class Includes(StyleTest):
    def check(self, allowed, arrows):
        for path, name in arrows:
            with self.subTest(path, name=name):
                self.assertEqual(may_include(path, name), allowed)

    def test_arrows_down_are_allowed(self):
        self.check(True, [
            ("proto_server/main.cpp", "proto_server/server.hpp"),
            ("proto_server/main.cpp", "<CLI/CLI.hpp>"),
            ("proto_server/server.cpp", "<asio/post.hpp>"),
            ("proto_server/toy_session.cpp", "proto_server/toy_session.hpp"),
            ("proto_server/toy_session.hpp", "common/toy/command.hpp"),
            ("proto_server/toy_session.hpp", "<string>"),
            ("proto_server/mailbox/mailbox.hpp",
             "proto_server/mailbox/flags.hpp"),
            ("proto_server/mailbox/maildir/index.cpp", "<fcntl.h>"),
            ("proto_client/toy_client.cpp", "common/session.hpp"),
            ("common/toy/words.cpp", "common/framing/text.hpp"),
            ("common/net/listener.hpp", "<asio/ip/tcp.hpp>"),
            ("proto_client/toy_client.cpp", "proto_client/greeting.hpp"),
            ("proto_client/watch_command.cpp", "<asio/post.hpp>"),
            ("tests/unit/toy.cpp", "proto_server/toy_session.hpp"),
            ("tutorial/kit/play.cpp", "proto_client/watch.hpp"),
        ])

    def test_arrows_up_and_across_are_not(self):
        self.check(False, [
            ("common/toy/words.cpp", "proto_server/limits.hpp"),
            ("common/net/listener.cpp", "proto_client/watch.hpp"),
            ("common/framing/text.cpp", "common/toy/words.hpp"),
            ("common/toy/words.cpp", "common/session.hpp"),
            ("common/toy/words.cpp", "common/imap/lexer.hpp"),
            ("common/transcript/play.cpp", "common/net/address.hpp"),
            ("proto_server/server.cpp", "proto_client/watch.hpp"),
            ("proto_client/main.cpp", "proto_server/limits.hpp"),
            ("proto_server/mailbox/mailbox.cpp", "common/toy/words.hpp"),
            ("proto_server/mailbox/mailbox.cpp",
             "proto_server/mailbox/maildir/index.hpp"),
            ("proto_server/toy_session.cpp", "proto_server/server.hpp"),
            ("proto_server/toy_session.cpp", "common/net/connection.hpp"),
            ("proto_server/imap/idle.cpp", "common/net/connection.hpp"),
            ("proto_server/mailbox/mailbox.cpp", "proto_server/imap/view.hpp"),
            ("proto_server/server.cpp", "tests/unit/catch.hpp"),
        ])

    def test_libraries_stay_where_they_belong(self):
        self.check(False, [
            ("common/session.hpp", "<asio/post.hpp>"),
            ("common/toy/words.cpp", "<asio/post.hpp>"),
            ("common/transcript/play.cpp", "<asio/post.hpp>"),
            ("proto_server/toy_session.cpp", "<asio/post.hpp>"),
            ("proto_server/mailbox/mailbox.cpp", "<asio/post.hpp>"),
            ("proto_client/watch.cpp", "<asio/post.hpp>"),
            ("proto_client/toy_client.cpp", "proto_client/link.hpp"),
            ("proto_server/server.cpp", "<CLI/CLI.hpp>"),
            ("proto_client/show.hpp", "<nlohmann/json.hpp>"),
            ("common/toy/words.cpp", "<sys/socket.h>"),
            ("somewhere/else.cpp", "common/session.hpp"),
        ])

    def test_includes_are_found(self):
        text = '#include <string>\n  # include "a/b.hpp"\n// #include <x>\n'
        self.assertEqual(list(includes(text)),
                         [(1, "<string>"), (2, "a/b.hpp")])

    def test_this_checkout(self):
        self.check_none(
            f"{path}:{line}: {path} may not include {name}; the table of "
            "arrows is in tests/style/includes.py"
            for path in cpp_files()
            for line, name in includes(read(path))
            if not may_include(path, name))


if __name__ == "__main__":
    main()

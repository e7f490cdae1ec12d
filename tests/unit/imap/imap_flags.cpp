// Flags as they are written and read.
#include "common/imap/limits.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"
#include "common/imap/values/flags.hpp"
#include "tests/unit/catch.hpp"

using namespace imap;

namespace {

std::string written(const Flags& flags) {
    Writer out;
    write(out, flags);
    return out.take();
}

} // namespace

TEST_CASE("flags: each once, keywords in any case") {
    Flags flags{{Flag::seen}, {"b", "A", "B"}};
    CHECK(flags.keywords() == std::vector<std::string>{"A", "b"});
    CHECK(flags.has("a"));
    CHECK_FALSE(flags.has("c"));
    flags.add(Flags{{Flag::draft}, {"c"}});
    flags.remove(Flags{{Flag::seen}, {"B"}});
    CHECK(flags == Flags{{Flag::draft}, {"A", "c"}});
    CHECK(written(flags) == "(\\Draft A c)");
    CHECK(written(Flags{}) == "()");
    flags.remove("a");
    flags.remove("nothing");
    flags.set(Flag::draft, false);
    CHECK_FALSE(flags.empty());
    flags.remove("C");
    CHECK(flags.empty());
}

// RFC 3501 §7.1: what cannot be kept is left out, and the rest is done.
TEST_CASE("of a client's flags those that nobody can keep are left out") {
    const auto read = [](const std::string& text, FlagsFrom from) {
        Cursor in(text);
        const auto flags = read_flag_list(in, from);
        return in.ok() ? written(flags) : "-";
    };
    const auto from_client = [&](const std::string& text) {
        return read(text, FlagsFrom::client);
    };
    CHECK(from_client("(\\Seen \\$NotJunk)") == "(\\Seen)");
    CHECK(from_client("(\\Recent \\Foo $Junk)") == "($Junk)");
    CHECK(read("(\\Seen \\$NotJunk)", FlagsFrom::server) ==
          "(\\Seen \\$NotJunk)");
    const std::string longest(limits::keyword, 'k');
    CHECK(from_client("(a " + longest + ")") == "(a " + longest + ")");
    CHECK(from_client("(a k" + longest + ")") == "(a)");
    CHECK(read("(k" + longest + ")", FlagsFrom::server) == "-");
    CHECK(from_client("(\\Seen \\)") == "-");
}

TEST_CASE("a keyword is an atom of at most 100 octets") {
    CHECK(is_keyword("$Forwarded"));
    CHECK_FALSE(is_keyword(""));
    CHECK_FALSE(is_keyword("\\Seen"));
    CHECK_FALSE(is_keyword("a b"));
    CHECK_FALSE(is_keyword("\xC3\xA9"));
    CHECK(is_keyword(std::string(limits::keyword, 'k')));
    CHECK_FALSE(is_keyword(std::string(limits::keyword + 1, 'k')));
}

#include "proto_client/imap/readable.hpp"
#include "proto_client/imap/limits.hpp"
#include "tests/unit/catch.hpp"

using imap_client::readable;
using imap_client::limits::shown_field;

TEST_CASE("encoded-words are read, and other text stays as it is") {
    CHECK(readable("").empty());
    CHECK(readable("Two  rooms ") == "Two  rooms ");
    CHECK(readable("=?ISO-8859-1?Q?caf=E9?=") == "café");
    CHECK(readable("un =?utf-8?B?Y2Fmw6k=?= noir") == "un café noir");
}

TEST_CASE("spaces between two encoded-words are no text") {
    CHECK(readable("=?utf-8?Q?a?=  =?utf-8?Q?b?=") == "ab");
    CHECK(readable("=?utf-8?Q?a?= b =?utf-8?Q?c?=") == "a b c");
}

TEST_CASE("a character that two words share is joined") {
    CHECK(readable("=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=") == "café");
    CHECK(readable("=?gb2312?Q?=B0?= =?gb2312?Q?=A1?=") == "啊");
    CHECK(readable("=?utf-8?Q?=C3?= =?utf-8?Q?ok?=") == "=?utf-8?Q?=C3?=ok");
    CHECK(readable("=?utf-8?Q?=C3?= =?ISO-8859-1?Q?=A9?=") ==
          "=?utf-8?Q?=C3?=©");
}

TEST_CASE("a word that cannot be read stays as it is") {
    for (const auto* word :
         {"=?klingon?Q?a?=", "=?utf-8?Q?=E9?=", "=?utf-8?X?a?=", "=?utf-8?Q?a",
          "=?utf-8?Q?=E9?= =?utf-8?Q?=E9?=", "=?klingon?Q?a?= b"})
        CHECK(readable(word) == word);
}

TEST_CASE("of a long text the beginning is shown") {
    for (const auto size : {shown_field - 1, shown_field}) {
        const std::string text(size, 'x');
        CHECK(readable(text) == text);
    }
    CHECK(readable(std::string(shown_field + 1, 'x')) ==
          std::string(shown_field, 'x') + "…");
    CHECK(readable(std::string(shown_field - 1, 'x') + "é") ==
          std::string(shown_field - 1, 'x') + "…");
}

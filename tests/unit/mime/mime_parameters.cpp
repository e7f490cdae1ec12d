// Content-Type and Content-Disposition, as mail programs write them.
#include "proto_server/mime/content_type.hpp"
#include "proto_server/mime/limits.hpp"
#include "proto_server/mime/parameters.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/mime/mime_show.hpp"

namespace limits = mime::limits;

namespace {

std::string type_of(const std::string& value) {
    const auto found = mime::parse_content_type(value);
    return found.type + '/' + found.subtype + ' ' +
           show::parameters(found.parameters);
}

std::string parameters_of(const std::string& parameters) {
    return show::parameters(
        mime::parse_disposition("attachment; " + parameters).second);
}

} // namespace

TEST_CASE("a content type is two tokens and parameters") {
    CHECK(type_of("text/plain") == "text/plain NIL");
    CHECK(type_of("Image/PNG; Name=\"a b\"; x = y") ==
          "Image/PNG (\"Name\" \"a b\" \"x\" \"y\")");
    CHECK(type_of("text / html ;charset=utf-8;") ==
          "text/html (\"charset\" \"utf-8\")");
    CHECK(type_of("text/html charset=utf-8") ==
          "text/html (\"charset\" \"utf-8\")");
    CHECK(type_of("multipart/mixed; boundary=\"a\" type=\"b\"") ==
          "multipart/mixed (\"boundary\" \"a\" \"type\" \"b\")");
}

TEST_CASE("a content type that cannot be read is text/plain") {
    for (const std::string value :
         {"", "/Trdq4", "text/", "text/; charset=x", "text", "\"text/plain\"",
          "\"text\"/html", "text/html/x", "text//html", "; charset=x",
          "text/pl\xE4in", "(text/html)", "text/(html", "=text/html"})
        CHECK(type_of(value) == "text/plain NIL");
}

TEST_CASE("comments are no part of a content type") {
    CHECK(type_of("text/plain; charset=us-ascii (Plain text)") ==
          "text/plain (\"charset\" \"us-ascii\")");
    CHECK(type_of("(a) text (b) / (c) html (d) ; (e) charset (f) = (g) x(h) ; "
                  "(i (j)) boundary = \"B\" (k)") ==
          "text/html (\"charset\" \"x\" \"boundary\" \"B\")");
    CHECK(type_of("multipart/mixed; boundary=B (c)") ==
          "multipart/mixed (\"boundary\" \"B\")");
    const auto [disposition, parameters] =
        mime::parse_disposition("(b) attachment (c); filename=x (d)");
    CHECK(disposition == "attachment");
    CHECK(show::parameters(parameters) == "(\"filename\" \"x\")");
}

TEST_CASE("a file name may hold what a token may not") {
    CHECK(parameters_of("filename=a(1).pdf") == "(\"filename\" \"a(1).pdf\")");
    CHECK(parameters_of("filename=my file (1).pdf ; size=3") ==
          "(\"filename\" \"my file (1).pdf\" \"size\" \"3\")");
    CHECK(parameters_of("name=a,b[2]@{c}.txt") ==
          "(\"name\" \"a,b[2]@{c}.txt\")");
    CHECK(type_of("multipart/mixed; boundary=----=_Part/1:2?=; charset=\"\"") ==
          "multipart/mixed (\"boundary\" \"----=_Part/1:2?=\" "
          "\"charset\" \"\")");
}

TEST_CASE("attribute and value stand as they were sent") {
    CHECK(parameters_of("name=\"=?koi8-r?B?9MXT1A==?=.pdf\"") ==
          "(\"name\" \"=?koi8-r?B?9MXT1A==?=.pdf\")");
    CHECK(parameters_of("name=\"a\tb\\\"\\\\c\"") ==
          "(\"name\" \"a\tb\"\\c\")");
    CHECK(parameters_of("name=\"caf\xE9\"; name*=utf-8''caf%C3%A9") ==
          "(\"name\" \"caf\xE9\" \"name*\" \"utf-8''caf%C3%A9\")");
    CHECK(type_of("multipart/mixed; boundary=\"=?UTF-8?Q?abc?=\"") ==
          "multipart/mixed (\"boundary\" \"=?UTF-8?Q?abc?=\")");
    CHECK(parameters_of("x; =y; a=; b=\"\"; c=\"d; e=f") ==
          "(\"a\" \"\" \"b\" \"\" \"c\" \"d\" \"e\" \"f\")");
}

TEST_CASE("the pieces of a value are joined") {
    CHECK(parameters_of("url*0=\"ftp://\"; x=y; URL*1=\"example.org\"") ==
          "(\"url\" \"ftp://example.org\" \"x\" \"y\")");
    CHECK(parameters_of("name*1*=%20b; name*0*=utf-8''a; name*2=\"c d\"") ==
          "(\"name*\" \"utf-8''a%20bc%20d\")");
    CHECK(parameters_of("name*0=\"50%\"; name*1*=%20b") ==
          "(\"name*\" \"''50%25%20b\")");
    // These are not the pieces of one value.
    CHECK(parameters_of("a*1=x; a*2=y") == "(\"a*1\" \"x\" \"a*2\" \"y\")");
    CHECK(parameters_of("a*00=x; a*01=y") == "(\"a*00\" \"x\" \"a*01\" \"y\")");
    CHECK(parameters_of("a**=x; *0=y") == "(\"a**\" \"x\" \"*0\" \"y\")");
    CHECK(parameters_of("a*-1=x; a*b=y") == "(\"a*-1\" \"x\" \"a*b\" \"y\")");
    CHECK(parameters_of("a*0=x; a*2=z") == "(\"a\" \"x\" \"a*2\" \"z\")");
    CHECK(parameters_of("a*0=x; a*0=y; a*1=z") ==
          "(\"a\" \"x\" \"a*0\" \"y\" \"a*1\" \"z\")");
}

TEST_CASE("an encoded value is found decoded") {
    CHECK(mime::find_parameter({{"charset*", "us-ascii'en'koi8-r"}},
                               "charset") == "koi8-r");
    CHECK(mime::decode_extended("iso-8859-1'fr'caf%E9 %") == "caf\xC3\xA9 %");
    CHECK(mime::decode_extended("no quotes%21") == "no quotes!");
    CHECK(mime::find_parameter({{"a", "x"}, {"a", "y"}}, "a") == "x");
    CHECK(mime::find_parameter({{"A*", "''x"}}, "a") == "x");
    CHECK_FALSE(mime::find_parameter({}, "a"));
}

TEST_CASE("there are as many parameters as the limit, and not more") {
    for (const auto count :
         {limits::parameters - 1, limits::parameters, limits::parameters + 1}) {
        std::string plain, pieces;
        for (std::size_t i = 0; i < count; ++i) {
            plain += "; a" + std::to_string(i) + "=x";
            pieces += "; a*" + std::to_string(i) + "=x";
        }
        const auto expected = std::min(count, limits::parameters);
        CHECK(
            mime::parse_content_type("text/plain" + plain).parameters.size() ==
            expected);
        CHECK(mime::parse_content_type("text/plain" + pieces).parameter("a") ==
              std::string(expected, 'x'));
    }
}

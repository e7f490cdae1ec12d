#include "common/transcript/parse.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"
#include "tutorial/kit/conformance/conform_report.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <nlohmann/json.hpp>

using namespace kit;

using Verdict = Clause::Verdict;

namespace {

const ImapServer server{{"127.0.0.1", 143}, "anna", "secret"};

Clause clause(const std::string& level, Verdict verdict) {
    const auto wire = transcript::parse("# It idles\n@spec RFC 2177 §3\n"
                                        "@level " +
                                            level + "\nC: x\n",
                                        "x.wire");
    Clause made{*wire};
    made.verdict = verdict;
    return made;
}

} // namespace

TEST_CASE("a word is sent as an atom, anything else as a quoted string") {
    CHECK(imap_string("anna") == "anna");
    CHECK(imap_string("anna@example.org") == "anna@example.org");
    CHECK(imap_string("") == "\"\"");
    CHECK(imap_string("a b") == "\"a b\"");
    CHECK(imap_string("a\"b\\c") == "\"a\\\"b\\\\c\"");
    CHECK(imap_string("{3}") == "\"{3}\"");
    const std::string nul(1, '\0');
    for (const std::string& wrong : {std::string("a\r"), std::string("a\nb"),
                                     std::string("Zo\xC3\xAB"), nul})
        CHECK_THROWS_AS(imap_string(wrong), std::runtime_error);
}

TEST_CASE("the suite is what needs IDLE, in the order of its clauses") {
    const OwnFolder folder;
    folder.write("a.wire",
                 "@protocol imap\n@needs IDLE\n@spec RFC 3501 §6.10\nC: x\n");
    folder.write("b.wire",
                 "@protocol imap\n@needs IDLE\n@spec RFC 3501 §6.9\nC: x\n");
    folder.write("c.wire",
                 "@protocol imap\n@needs IDLE\n@spec RFC 2177 §3\nC: x\n");
    folder.write("d.wire", "@protocol imap\n@spec RFC 2177 §3\nC: x\n");
    folder.write("e.txt", "@needs IDLE\n");
    std::vector<std::string> specs;
    for (const auto& one : idle_suite(folder.path)) {
        specs.push_back(one.wire.spec);
        CHECK(one.wire.allows_unasked);
    }
    CHECK(specs == std::vector<std::string>{"RFC 2177 §3", "RFC 3501 §6.9",
                                            "RFC 3501 §6.10"});
    CHECK_THROWS_AS(idle_suite(folder.path / "none"), std::runtime_error);
}

TEST_CASE("a MUST or a SHOULD that fails is a failure, a MAY is none") {
    const auto pass = clause("MUST", Verdict::pass);
    const auto fail = clause("SHOULD", Verdict::fail);
    const auto may = clause("MAY", Verdict::not_done);
    const auto unknown = clause("MUST", Verdict::not_checked);
    CHECK(conform_exit_code({pass, may, unknown}) == exit_code::pass);
    CHECK(conform_exit_code({pass, fail}) == exit_code::fail);
    CHECK(conform_exit_code({unknown}) == exit_code::not_checked);
    CHECK(conform_text({pass, fail, may, unknown})
              .ends_with("1 pass, 1 FAIL, 1 not checked, 1 not done that MAY "
                         "be\n"));
}

TEST_CASE("a clause that fails says where it is explained") {
    auto fail = clause("MUST", Verdict::fail);
    fail.explanation = "It is wrong.\n";
    fail.read = {"chapter 11, x", "chapter 8, y"};
    auto pass = fail;
    pass.verdict = Verdict::pass;
    CHECK(conform_text({fail}).find("It is wrong.\n"
                                    "Read:     chapter 11, x\n"
                                    "Read:     chapter 8, y\n") !=
          std::string::npos);
    CHECK(conform_text({pass}).find("Read:") == std::string::npos);
    const auto json = nlohmann::json::parse(conform_json({fail}, server, ""));
    CHECK(json["clauses"][0]["read"].size() == 2);
}

TEST_CASE("a report for programs holds the clauses, whatever came") {
    auto fail = clause("MUST", Verdict::fail);
    fail.why = "\xFF came";
    const auto text = conform_json({fail}, server, "");
    const auto found = nlohmann::json::parse(text);
    CHECK(found["version"] == 1);
    CHECK(found["status"] == "fail");
    CHECK(found["server"] == "127.0.0.1:143");
    CHECK(found["clauses"][0]["status"] == "fail");
    CHECK(found["clauses"][0]["clause"] == "RFC 2177 §3");
    CHECK(text.find("secret") == text.npos);
}

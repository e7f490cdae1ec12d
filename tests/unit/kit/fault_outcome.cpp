#include "tests/unit/catch.hpp"
#include "tutorial/kit/proxy/report.hpp"

#include <nlohmann/json.hpp>

using namespace kit::proxy;

namespace {

Told message(unsigned times, bool expunged = false) {
    return {"one", "Flat one kx", times, expunged};
}

Facts good() {
    Facts facts;
    facts.messages = {message(1)};
    facts.script_over = true;
    return facts;
}

Row row(Verdict verdict, const std::string& why = "It is so.") {
    return {"bye", "The server says BYE",           {verdict, why},
            2,     std::chrono::milliseconds(1234), "C1: a IDLE\nS1: + x\n"};
}

} // namespace

TEST_CASE("a client passes that has told each message once") {
    CHECK(judge(good()).verdict == Verdict::passed);
}

TEST_CASE("each way to fail has a verdict and a sentence") {
    auto facts = good();
    facts.messages.push_back(message(0));
    CHECK(judge(facts).verdict == Verdict::missed);
    CHECK(judge(facts).why == "The message \"Flat one kx\" was delivered, and "
                              "the client has not told of it.");
    facts.messages.back().expunged = true;
    CHECK(judge(facts).verdict == Verdict::passed);

    facts = good();
    facts.script_over = false;
    facts.waits_for = "C: <tag> IDLE";
    CHECK(judge(facts).verdict == Verdict::not_reached);
    facts.messages.push_back(message(2));
    CHECK(judge(facts).verdict == Verdict::repeated);
    CHECK(judge(facts).why == "The client told of \"Flat one kx\" 2 times.");

    facts = good();
    facts.messages.push_back(message(0));
    facts.client_ended = "ended with exit code 1";
    CHECK(judge(facts).verdict == Verdict::gone);
    CHECK(judge(facts).why == "The client ended with exit code 1.");
    facts.forbidden = "DONE";
    CHECK(judge(facts).verdict == Verdict::broke_rule);
    facts.not_run = "The server ended.";
    CHECK(judge(facts).verdict == Verdict::not_run);
}

TEST_CASE("the exit code tells a failure from what was not checked") {
    CHECK(exit_code_of({row(Verdict::passed)}) == 0);
    CHECK(exit_code_of({row(Verdict::passed), row(Verdict::not_run)}) == 2);
    CHECK(exit_code_of({row(Verdict::not_reached)}) == 2);
    CHECK(exit_code_of({row(Verdict::not_run), row(Verdict::gone)}) == 1);
}

TEST_CASE("what went wrong stands beneath the matrix, with its lines") {
    CHECK(report_text({row(Verdict::passed, "")}) ==
          "Fault          Time   Connections\n"
          "bye    passed  1.2 s  2\n"
          "\n1 of 1 passed\n");
    const auto text = report_text({row(Verdict::missed)});
    CHECK(text.find("\nbye: The server says BYE\n  It is so.\n"
                    "    C1: a IDLE\n    S1: + x\n") != text.npos);
    CHECK(text.ends_with("\n0 of 1 passed\n"));
}

TEST_CASE("of a long story the last lines are shown, and in JSON all") {
    auto long_one = row(Verdict::gone);
    long_one.story.clear();
    for (int i = 1; i <= 17; ++i)
        long_one.story += "line " + std::to_string(i) + "\n";
    const auto text = report_text({long_one});
    CHECK(text.find("    ...\n    line 2\n") != text.npos);
    CHECK(text.find("line 1\n") == text.npos);
    const auto json = nlohmann::json::parse(report_json({long_one}));
    CHECK(json["version"] == 1);
    CHECK(json["faults"][0]["name"] == "bye");
    CHECK(json["faults"][0]["verdict"] == "GONE");
    CHECK(json["faults"][0]["story"] == long_one.story);
}

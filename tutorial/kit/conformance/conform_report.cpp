#include "tutorial/kit/conformance/conform_report.hpp"

#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/table.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace kit {

using nlohmann::ordered_json;
using Verdict = Clause::Verdict;

namespace {

std::ptrdiff_t count(const std::vector<Clause>& suite, Verdict verdict) {
    return std::ranges::count(suite, verdict, &Clause::verdict);
}

std::string verdict_of(const std::vector<Clause>& suite) {
    if (count(suite, Verdict::fail) > 0) return "fail";
    return count(suite, Verdict::pass) > 0 ? "pass" : "not checked";
}

/// Returns the lines that say which chapter explains a clause that failed.
std::string where_to_read(const Clause& clause) {
    std::string lines;
    if (clause.verdict == Verdict::fail)
        for (const auto& place : clause.read)
            lines += "Read:     " + place + '\n';
    return lines;
}

} // namespace

std::string conform_text(const std::vector<Clause>& suite) {
    Table table({"clause", "level", "result", "what is tested"});
    for (const auto& clause : suite)
        table.add({clause.wire.spec, clause.wire.level, print(clause.verdict),
                   clause.wire.title});
    auto text = table.text() + '\n';
    for (const auto& clause : suite)
        if (!clause.explanation.empty())
            text += clause.explanation + where_to_read(clause) + '\n';
    std::vector<std::string> reasons; // each is shown once
    for (const auto& clause : suite)
        if (clause.verdict == Verdict::not_checked &&
            std::ranges::find(reasons, clause.why) == reasons.end())
            reasons.push_back(clause.why);
    for (const auto& why : reasons) text += "not checked: " + why + '\n';

    text += std::to_string(count(suite, Verdict::pass)) + " pass, " +
            std::to_string(count(suite, Verdict::fail)) + " FAIL, " +
            std::to_string(count(suite, Verdict::not_checked)) + " not checked";
    if (const auto other = count(suite, Verdict::not_done); other > 0)
        text += ", " + std::to_string(other) + " not done that MAY be";
    return text + '\n';
}

std::string conform_json(const std::vector<Clause>& suite,
                         const ImapServer& server, const std::string& trouble) {
    auto clauses = ordered_json::array();
    for (const auto& clause : suite) {
        auto result = print(clause.verdict);
        if (clause.verdict == Verdict::fail) result = "fail";
        clauses.push_back({{"clause", clause.wire.spec},
                           {"level", clause.wire.level},
                           {"title", clause.wire.title},
                           {"file", clause.wire.file},
                           {"status", result},
                           {"why", clause.why},
                           {"explanation", clause.explanation},
                           {"read", clause.read}});
    }
    const ordered_json all = {{"version", 1},
                              {"server", server.command.empty()
                                             ? print(server.address)
                                             : server.command},
                              {"status", verdict_of(suite)},
                              {"why", trouble},
                              {"clauses", std::move(clauses)}};
    // What a server sends need not be UTF-8.
    return all.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

int conform_exit_code(const std::vector<Clause>& suite) {
    const auto whole = verdict_of(suite);
    if (whole == "fail") return exit_code::fail;
    return whole == "pass" ? exit_code::pass : exit_code::not_checked;
}

} // namespace kit

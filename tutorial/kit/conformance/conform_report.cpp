#include "tutorial/kit/conformance/conform_report.hpp"

#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/table.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

using nlohmann::ordered_json;
using Status = Clause::Status;

namespace {

std::ptrdiff_t count(const std::vector<Clause>& suite, Status status) {
    return std::ranges::count(suite, status, &Clause::status);
}

std::string status(const std::vector<Clause>& suite) {
    if (count(suite, Status::fail) > 0) return "fail";
    return count(suite, Status::pass) > 0 ? "pass" : "not checked";
}

} // namespace

std::string conform_text(const std::vector<Clause>& suite) {
    Table table({"clause", "level", "result", "what is tested"});
    for (const auto& clause : suite)
        table.add({clause.wire.spec, clause.wire.level, print(clause.status),
                   clause.wire.title});
    auto text = table.text() + '\n';
    for (const auto& clause : suite)
        if (!clause.explanation.empty()) text += clause.explanation + '\n';
    std::vector<std::string> reasons; // each is shown once
    for (const auto& clause : suite)
        if (clause.status == Status::not_checked &&
            std::ranges::find(reasons, clause.why) == reasons.end())
            reasons.push_back(clause.why);
    for (const auto& why : reasons) text += "not checked: " + why + '\n';

    text += std::to_string(count(suite, Status::pass)) + " pass, " +
            std::to_string(count(suite, Status::fail)) + " FAIL, " +
            std::to_string(count(suite, Status::not_checked)) + " not checked";
    if (const auto other = count(suite, Status::not_done); other > 0)
        text += ", " + std::to_string(other) + " not done that MAY be";
    return text + '\n';
}

std::string conform_json(const std::vector<Clause>& suite,
                         const ImapServer& server, const std::string& trouble) {
    auto clauses = ordered_json::array();
    for (const auto& clause : suite) {
        auto result = print(clause.status);
        if (clause.status == Status::fail) result = "fail";
        clauses.push_back({{"clause", clause.wire.spec},
                           {"level", clause.wire.level},
                           {"title", clause.wire.title},
                           {"file", clause.wire.file},
                           {"status", result},
                           {"why", clause.why},
                           {"explanation", clause.explanation}});
    }
    const ordered_json all = {{"version", 1},
                              {"server", print(server.address)},
                              {"status", status(suite)},
                              {"why", trouble},
                              {"clauses", std::move(clauses)}};
    // What a server sends need not be UTF-8.
    return all.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

int conform_exit_code(const std::vector<Clause>& suite) {
    const auto whole = status(suite);
    if (whole == "fail") return exit_code::fail;
    return whole == "pass" ? exit_code::pass : exit_code::not_checked;
}

#include "tutorial/kit/proxy/report.hpp"

#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/table.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace kit::proxy {

namespace {

/// Lines of a story that are shown.
constexpr std::size_t most_lines = 16;

/// The last lines of a text, each with `begin` before it.
std::string last_lines(std::string_view text, std::string_view begin) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        lines.push_back(text.substr(0, text.find('\n')));
        text.remove_prefix(std::min(lines.back().size() + 1, text.size()));
    }
    std::string shown;
    const auto first = lines.size() - std::min(lines.size(), most_lines);
    if (first > 0) shown += std::string(begin) + "...\n";
    for (std::size_t i = first; i < lines.size(); ++i)
        shown.append(begin).append(lines[i]).append("\n");
    return shown;
}

std::string seconds(std::chrono::milliseconds time) {
    const auto tenths = (time.count() + 50) / 100;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) +
           " s";
}

/// True if this is the client's fault.
bool failed(const Row& row) {
    return row.outcome.verdict != Verdict::passed &&
           row.outcome.verdict != Verdict::not_reached &&
           row.outcome.verdict != Verdict::not_run;
}

} // namespace

std::string report_text(const std::vector<Row>& rows) {
    Table table({"Fault", "", "Time", "Connections"});
    for (const auto& row : rows)
        table.add({row.name, std::string(print(row.outcome.verdict)),
                   seconds(row.took), std::to_string(row.connections)});
    auto text = table.text();
    for (const auto& row : rows) {
        if (row.outcome.verdict == Verdict::passed) continue;
        text += '\n' + row.name + ": " + row.title + "\n  " + row.outcome.why +
                '\n' + last_lines(row.story, "    ");
        for (const auto& place : row.read) text += "  Read: " + place + '\n';
    }
    const auto passed = std::ranges::count_if(rows, [](const Row& row) {
        return row.outcome.verdict == Verdict::passed;
    });
    return text + '\n' + std::to_string(passed) + " of " +
           std::to_string(rows.size()) + " passed\n";
}

std::string report_json(const std::vector<Row>& rows) {
    auto list = nlohmann::json::array();
    for (const auto& row : rows)
        list.push_back({{"name", row.name},
                        {"title", row.title},
                        {"verdict", std::string(print(row.outcome.verdict))},
                        {"why", row.outcome.why},
                        {"seconds", double(row.took.count()) / 1000},
                        {"connections", row.connections},
                        {"read", row.read},
                        {"story", row.story}});
    const nlohmann::json report{{"version", 1}, {"faults", std::move(list)}};
    return report.dump(-1, ' ', false,
                       nlohmann::json::error_handler_t::replace) +
           '\n';
}

int exit_code_of(const std::vector<Row>& rows) {
    if (std::ranges::any_of(rows, failed)) return exit_code::fail;
    const bool all = std::ranges::all_of(rows, [](const Row& row) {
        return row.outcome.verdict == Verdict::passed;
    });
    return all ? exit_code::pass : exit_code::not_checked;
}

} // namespace kit::proxy

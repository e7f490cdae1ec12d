#include "tutorial/kit/exercises/clause_table.hpp"

#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>
#include <stdexcept>

namespace kit::clauses {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_octets = 1U << 20U;

/// Returns the fields of a row, without those at its end that are empty.
std::vector<std::string> fields_of(const std::string& row) {
    std::vector<std::string> fields;
    std::istringstream from(row);
    for (std::string field; std::getline(from, field, '\t');)
        fields.push_back(field);
    return fields;
}

/// Returns "11-idle/README.md#29-minutes" of "11-idle#29-minutes".
std::string page_of(const std::string& place) {
    const auto anchor = std::min(place.find('#'), place.size());
    if (place.empty()) return {};
    return place.substr(0, anchor) + "/README.md" + place.substr(anchor);
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream from(text);
    std::vector<std::string> words;
    for (std::string word; from >> word;) words.push_back(word);
    return words;
}

bool names(const Clause& clause, const std::string& test) {
    return std::ranges::count(clause.tests, test) > 0;
}

} // namespace

Table read_table(const fs::path& file) {
    Table table;
    if (!fs::exists(file)) return table;
    std::istringstream rows(read_file(file.string(), most_octets));
    std::size_t line = 1;
    std::string row;
    std::getline(rows, row); // the names of the columns
    while (std::getline(rows, row)) {
        ++line;
        auto fields = fields_of(row);
        const bool in_a_chapter =
            fields.size() > 1 &&
            (fields[1].empty() || std::isdigit(fields[1].front()) != 0);
        if (fields.size() < 3 || fields.size() > 4 || !in_a_chapter)
            throw std::runtime_error(
                file.string() + ":" + std::to_string(line) +
                ": a row has a clause, a chapter or nothing, what the clause "
                "says, and tests, with tabs between them");
        fields.resize(4);
        table.push_back({fields[0], page_of(fields[1]), fields[2],
                         words_of(fields[3]), line});
    }
    return table;
}

std::vector<const Clause*> touched(const Table& table, const std::string& test,
                                   const std::string& spec) {
    std::vector<const Clause*> found;
    const bool closer = std::ranges::any_of(table, [&](const Clause& clause) {
        return clause.name.starts_with(spec + ' ') && names(clause, test);
    });
    for (const auto& clause : table)
        if (names(clause, test) || (clause.name == spec && !closer))
            found.push_back(&clause);
    return found;
}

std::vector<std::string>
where_to_read(const std::vector<const Clause*>& clauses) {
    std::vector<std::string> lines;
    std::set<unsigned> chapters;
    for (const auto* clause : clauses) {
        if (clause->page.empty()) continue;
        const auto number = chapter_number(clause->page);
        if (chapters.insert(number).second)
            lines.push_back("chapter " + std::to_string(number) +
                            ", tutorial/" + clause->page);
    }
    if (lines.empty() && !clauses.empty())
        lines.emplace_back("no chapter explains this yet");
    return lines;
}

unsigned chapter_number(const std::string& page) {
    return static_cast<unsigned>(std::stoul(page));
}

} // namespace kit::clauses

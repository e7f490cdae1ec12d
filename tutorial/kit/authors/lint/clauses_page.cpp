#include "tutorial/kit/authors/lint/clauses_page.hpp"

#include "tutorial/kit/authors/lint/clause_tests.hpp"
#include "tutorial/kit/authors/lint/link_check.hpp"
#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/exercises/clause_table.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

namespace kit::lint {

namespace fs = std::filesystem;
using clauses::Clause;
using Kind = ClauseTest::Kind;

namespace {

constexpr std::size_t most_octets = 1U << 20U;

constexpr auto head =
    "# Which clause is where\n"
    "\n"
    "For each clause of RFC 2177 and RFC 3501, and for each pitfall that\n"
    "clients and servers have met: the chapter that explains it, and what\n"
    "touches it. An empty cell is a gap.\n"
    "\n"
    "*Transcripts* stand in a chapter. *Suites* are those of `kit conform`\n"
    "(`imap`), of the examination, of `kit fault` (`fault`), of providers, "
    "and\n"
    "of the toy. *Checks* are those of `kit check`, by exercise, and *wrong\n"
    "programs* what they reject. The MUSTs of RFC 2177 are numbered in their\n"
    "order, and the numbers of the pitfalls are those of\n"
    "[the client's requirements](../proto_client/requirements.md).\n"
    "\n"
    "`kit lint --static --update` writes this page from\n"
    "[clauses.tsv](clauses.tsv), from the `@spec` of each transcript, and "
    "from\n"
    "what rejects each wrong program.\n";

constexpr std::array<const char*, 5> columns{"Chapter", "Transcripts", "Suites",
                                             "Checks", "Wrong programs"};

/// A list of names by their group: "11.2: bye, once; 11.0: once".
class Groups {
public:
    void add(const std::string& group, const std::string& name) {
        if (group != last_) {
            text_ += (text_.empty() ? "" : "; ") + group + ": " + name;
            last_ = group;
        } else {
            text_ += ", " + name;
        }
    }
    const std::string& text() const { return text_; }

private:
    std::string text_, last_;
};

using Cells = std::array<std::string, columns.size()>;

struct Row {
    const Clause* clause;
    Cells cells;
};

/// A part of the page: the clauses of an RFC, or the pitfalls.
struct Part {
    std::string title;
    std::string begin; ///< of the names of its clauses
    std::vector<Row> rows{};
};

/// Returns the chapter's number as a link.
std::string chapter_cell(const Clause& clause) {
    if (clause.page.empty()) return {};
    return '[' + std::to_string(clauses::chapter_number(clause.page)) + "](" +
           clause.page + ')';
}

Cells cells_of(const Clause& clause, const std::vector<ClauseTest>& tests,
               const clauses::Table& table) {
    std::array<Groups, columns.size()> groups;
    for (const auto& test : tests) {
        const auto touched = clauses::touched(table, test.key(), test.spec);
        if (std::ranges::count(touched, &clause) == 0) continue;
        const auto kind = static_cast<std::size_t>(test.kind);
        groups[kind + 1].add(test.group, test.name);
        for (const auto& wrong : test.rejects)
            groups.back().add(test.group, wrong);
    }
    Cells cells;
    cells.front() = chapter_cell(clause);
    for (std::size_t i = 1; i < cells.size(); ++i) cells[i] = groups[i].text();
    return cells;
}

std::string table_row(const std::string& first, const Cells& cells) {
    auto line = "| " + first + " |";
    for (const auto& cell : cells)
        line += cell.empty() ? " |" : ' ' + cell + " |";
    return line + '\n';
}

std::string table_head(const std::string& first) {
    Cells names;
    std::ranges::copy(columns, names.begin());
    return table_row(first, names) + "|---|---|---|---|---|---|\n";
}

/// Returns the table of how many clauses have an empty cell.
std::string gaps(const std::vector<Part>& parts) {
    auto text = table_head("Gaps");
    for (const auto& part : parts) {
        Cells counts;
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] = std::to_string(
                std::ranges::count_if(part.rows, [i](const Row& row) {
                    return row.cells[i].empty();
                }));
        text += table_row(part.title + ", " +
                              pages::counted(part.rows.size(), "clause"),
                          counts);
    }
    return text;
}

std::string page(const clauses::Table& table,
                 const std::vector<ClauseTest>& tests) {
    std::vector<Part> parts{{"RFC 2177", "RFC 2177"},
                            {"RFC 3501", "RFC 3501"},
                            {"RFC 9051", "RFC 9051"},
                            {"Pitfalls", "P"}};
    for (auto& part : parts)
        for (const auto& clause : table)
            if (clause.name.starts_with(part.begin))
                part.rows.push_back({&clause, cells_of(clause, tests, table)});
    auto text = std::string(head) + '\n' + gaps(parts);
    for (const auto& part : parts) {
        text += "\n## " + part.title + "\n\n" + table_head("Clause");
        for (const auto& row : part.rows)
            text += table_row(row.clause->name + ": " + row.clause->says,
                              row.cells);
    }
    return text;
}

/// Reports rows that name what there is not, and sections without a row.
void check_table(const clauses::Table& table,
                 const std::vector<ClauseTest>& tests, const fs::path& file,
                 Problems& problems) {
    LinkCheck links(problems);
    std::set<std::string> keys;
    for (const auto& test : tests) keys.insert(test.key());
    std::set<std::string> names;
    for (const auto& clause : table) {
        names.insert(clause.name);
        if (!clause.page.empty())
            links.check(clause.page, file.string(), clause.line);
        for (const auto& test : clause.tests)
            if (!keys.contains(test))
                problems.push_back(
                    {file.string(), clause.line, "there is no test " + test});
    }
    for (const auto& test : tests)
        if ((test.spec.starts_with("RFC 2177 ") ||
             test.spec.starts_with("RFC 3501 ")) &&
            names.insert(test.spec).second)
            problems.push_back({file.string(), 0,
                                "has no row for " + test.spec +
                                    ", the @spec of " + test.key()});
}

} // namespace

void check_clauses(const fs::path& tutorial, bool update, Problems& problems) {
    const auto file = tutorial / "clauses.tsv";
    const auto table = clauses::read_table(file);
    if (table.empty()) return;
    const auto tests = read_clause_tests(tutorial);
    check_table(table, tests, file, problems);
    const auto written = tutorial / "clauses.md";
    const auto fresh = page(table, tests);
    const auto kept =
        fs::exists(written) ? read_file(written.string(), most_octets) : "";
    if (fresh == kept) return;
    if (update)
        std::ofstream(written, std::ios::binary) << fresh;
    else
        problems.push_back({written.string(), 0,
                            "is not as clauses.tsv and the tests are now; "
                            "write it with kit lint --static --update"});
}

} // namespace kit::lint

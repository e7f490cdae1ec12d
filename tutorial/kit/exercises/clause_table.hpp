#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace kit::clauses {

/// A clause of an RFC, or a pitfall of the field: a row of clauses.tsv.
struct Clause {
    std::string name; ///< "RFC 3501 §7.4.1", "RFC 2177 §3 MUST 1" or "P5"
    std::string
        page; ///< that explains it: "11-idle/README.md#the-servers-side"
    std::string says;               ///< in one sentence
    std::vector<std::string> tests; ///< that touch it: "11.2/once", "fault/bye"
    std::size_t line = 0;           ///< of the file
};
using Table = std::vector<Clause>;

/// Returns the rows in their order, and none if there is no such file. Throws
/// std::runtime_error: the file and line, and what is wrong.
Table read_table(const std::filesystem::path& file);

/// Returns the clauses that a test touches: those that name it, and the one
/// that its `@spec` names. If its `@spec` is a section, and a clause of this
/// section names the test, the section as a whole is left out.
std::vector<const Clause*> touched(const Table& table, const std::string& test,
                                   const std::string& spec);

/// Returns a line for each chapter that explains one of these clauses: "chapter
/// 11, tutorial/11-idle/README.md#the-servers-side"; or a line that says that
/// there is none. Returns nothing if there are no clauses.
std::vector<std::string>
where_to_read(const std::vector<const Clause*>& clauses);

/// Returns the number of the chapter of a page: 8 for "08-tags/README.md".
unsigned chapter_number(const std::string& page);

} // namespace kit::clauses

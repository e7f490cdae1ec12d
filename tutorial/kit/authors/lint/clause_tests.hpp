#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kit::lint {

/// A file of the course or of its tests that may touch a clause.
struct ClauseTest {
    enum class Kind { transcript, suite, check };
    Kind kind;
    std::string group; ///< "11-idle", "imap", "fault" or the exercise "11.2"
    std::string name;  ///< in its group: "bye"
    std::string spec;  ///< "RFC 2177 §3", or empty
    std::vector<std::string> rejects; ///< the wrong programs, of a check

    /// Returns the name that clauses.tsv has for it: "11.2/bye".
    std::string key() const { return group + '/' + name; }
};

/// Reads the transcripts of the chapters, those of the suites (`kit conform`,
/// the examination, `kit fault` and the providers), and the checks of the
/// exercises, in order.
std::vector<ClauseTest>
read_clause_tests(const std::filesystem::path& tutorial);

} // namespace kit::lint

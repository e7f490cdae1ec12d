#pragma once

#include "tutorial/kit/conformance/conform_suite.hpp"

#include <string>
#include <vector>

namespace kit {

/// Returns the clauses with their results as a table, and then an explanation
/// of each failure.
std::string conform_text(const std::vector<Clause>& suite);

/// Returns one object of JSON on a line, its version first. `trouble` is the
/// reason why nothing was checked, or empty.
std::string conform_json(const std::vector<Clause>& suite,
                         const ImapServer& server, const std::string& trouble);

/// Returns `exit_code::fail` if a MUST or a SHOULD failed, `not_checked` if
/// nothing could be checked, and else `pass`.
int conform_exit_code(const std::vector<Clause>& suite);

} // namespace kit

#pragma once

#include "tutorial/kit/conformance/conform_suite.hpp"

#include <string>
#include <vector>

/// The clauses with their results, as a table; then each failure explained.
std::string conform_text(const std::vector<Clause>& suite);

/// One object of JSON on a line, its version first. `trouble` is why nothing
/// was checked, or empty.
std::string conform_json(const std::vector<Clause>& suite,
                         const ImapServer& server, const std::string& trouble);

/// `exit_code::fail` if a MUST or a SHOULD failed, `not_checked` if nothing
/// could be checked.
int conform_exit_code(const std::vector<Clause>& suite);

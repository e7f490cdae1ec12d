#pragma once

#include "tutorial/kit/subcommands.hpp"

namespace kit::commands {
struct ExaminationRules;
} // namespace kit::commands

namespace kit {

// The subcommands for those who write mail software.

/// Returns how both programs of an examination are examined.
commands::ExaminationRules examination_rules();

void add_fault(Kit& kit);
void add_examine(Kit& kit);
void add_mail_server(Kit& kit);

} // namespace kit

#pragma once

#include "tutorial/kit/subcommands.hpp"

namespace kit {

// The subcommands for those who write mail software.

void add_fault(Kit& kit);
void add_examine(Kit& kit);
void add_mail_server(Kit& kit);

} // namespace kit

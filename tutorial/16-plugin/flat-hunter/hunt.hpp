#pragma once

#include "rules.hpp"

#include <optional>
#include <string>

/// Watches the mailboxes until it is stopped, and does what the rules say.
/// Returns the program's exit code. `path` is that of the rules.
int hunt(const Rules& rules, const std::string& path);

/// Prints as JSON, a line each, how the watch of each mailbox is, and how often
/// each rule has fitted.
int print_status(const Rules& rules, const std::string& path);

/// Prints which rules fit a mail, and why. Returns 0 if one does, or else 1.
int test_rules(const Rules& rules, const Mail& mail,
               const std::optional<TimeOfDay>& at);

#pragma once

#include "rules.hpp"

#include <idle-hands/command.hpp>
#include <string>
#include <vector>

/// Returns the notice for messages that a rule has found, as notify-send wants
/// it. Their texts are escaped, because a desktop may read them as markup.
idle_hands::Run notice(const Rule& rule,
                       const std::vector<idle_hands::Message>& messages);

/// Returns the rule's own command, with the facts in its environment and, as
/// JSON, a line for each message, on its standard input.
idle_hands::Run own_command(const Rule& rule,
                            const std::vector<idle_hands::Message>& messages);

/// Returns what syncs: mbsync, and notmuch if that has succeeded.
idle_hands::Run sync(const Rule& rule);

/// Returns sentences that tell what a rule does.
std::vector<std::string> describe(const Rule& rule);

/// True if a program of this name is in PATH.
bool is_installed(const std::string& program);

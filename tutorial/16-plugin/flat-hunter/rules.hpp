#pragma once

#include "mail.hpp"
#include "pattern.hpp"
#include "quiet_hours.hpp"

#include <idle-hands/watch.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// A kind of mail, and what to do when one comes.
struct Rule {
    std::string name;
    /// A pattern for each field that the rule is about. All must be found. The
    /// fields are account, mailbox, from, subject and text.
    std::map<std::string, Pattern> patterns;
    std::optional<QuietHours> quiet;
    bool notify = true;               ///< show a notice on the desktop
    std::vector<std::string> command; ///< to run, or empty
    std::string mbsync;               ///< the channel to sync, or empty
    bool notmuch = false;             ///< run `notmuch new` then
};

/// All of a file of rules.
struct Rules {
    std::vector<idle_hands::MailboxOptions> mailboxes;
    std::vector<Rule> rules;
};

/// Reads the file. Throws a Mistake that names file, line and key.
Rules read_rules(const std::string& path);

/// Why a rule fits a mail, or does not: one line for each of its patterns.
struct Match {
    bool fits = true;
    std::vector<std::string> why;
};
Match match(const Rule& rule, const Mail& mail);

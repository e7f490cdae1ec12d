#include "actions.hpp"

#include <cstdlib>
#include <sstream>
#include <unistd.h>

namespace {

/// A notice with more lines would fill the screen.
constexpr std::size_t lines_of_notice = 5;

std::string escaped(const std::string& text) {
    std::string all;
    for (const char c : idle_hands::terminal_text(text)) {
        if (c == '&')
            all += "&amp;";
        else if (c == '<')
            all += "&lt;";
        else if (c == '>')
            all += "&gt;";
        else
            all += c;
    }
    return all;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

} // namespace

/// The hint makes the desktop replace an earlier notice of the same rule.
idle_hands::Run notice(const Rule& rule,
                       const std::vector<idle_hands::Message>& messages) {
    const auto count = messages.size();
    std::string body;
    for (std::size_t i = 0; i < count && i < lines_of_notice; ++i)
        body += escaped(messages[i].from) + ": " +
                escaped(messages[i].subject) + "\n";
    if (count > lines_of_notice)
        body += "and " + std::to_string(count - lines_of_notice) + " more\n";
    const auto summary =
        rule.name +
        (count == 1 ? "" : ": " + std::to_string(count) + " messages");
    return {.commands = {{"notify-send", "--app-name=flat-hunter",
                          "--hint=string:x-canonical-private-synchronous:"
                          "flat-hunter-" +
                              rule.name,
                          "--", summary, body}}};
}

idle_hands::Run own_command(const Rule& rule,
                            const std::vector<idle_hands::Message>& messages) {
    std::string all;
    for (const auto& one : messages) all += print_json(one) + "\n";
    const auto& newest = messages.back();
    return {.commands = {rule.command},
            .input = all,
            .environment = {
                {"FLAT_HUNTER_RULE", rule.name},
                {"FLAT_HUNTER_MESSAGES", std::to_string(messages.size())},
                {"FLAT_HUNTER_MAILBOX", newest.mailbox},
                {"FLAT_HUNTER_SUBJECT", newest.subject},
                {"FLAT_HUNTER_FROM", newest.from}}};
}

idle_hands::Run sync(const Rule& rule) {
    idle_hands::Run run;
    if (!rule.mbsync.empty()) run.commands.push_back({"mbsync", rule.mbsync});
    if (rule.notmuch) run.commands.push_back({"notmuch", "new"});
    return run;
}

std::vector<std::string> describe(const Rule& rule) {
    std::vector<std::string> all;
    if (rule.notify) all.emplace_back("shows a notice on the desktop");
    if (!rule.command.empty()) all.push_back("runs " + joined(rule.command));
    std::string sync_line;
    for (const auto& command : sync(rule).commands)
        sync_line +=
            (sync_line.empty() ? "runs " : ", then ") + joined(command);
    if (!sync_line.empty()) all.push_back(sync_line);
    return all;
}

bool is_installed(const std::string& program) {
    const auto* path = std::getenv("PATH");
    std::istringstream folders(path ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
    return false;
}

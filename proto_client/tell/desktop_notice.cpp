#include "proto_client/tell/desktop_notice.hpp"

#include "proto_client/limits.hpp"
#include "proto_client/tell/terminal_text.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

namespace client {

namespace {

/// Returns a text of a stranger as it may stand in the body of a notice.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : harmless(text)) {
        if (c == '&')
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else if (c == '\\')
            safe += "\\\\";
        else
            safe += c;
    }
    return safe;
}

std::string line(const Hook::Message& message) {
    const auto text = escaped(message.text);
    return message.from.empty() ? text : escaped(message.from) + ": " + text;
}

/// Returns a line for each of the newest messages, the newest first.
std::string body(const Hook::Messages& messages) {
    const auto shown = std::min(messages.size(), limits::notice_lines);
    std::string text;
    for (std::size_t i = 0; i < shown; ++i)
        text += (i == 0 ? "" : "\\n") + line(messages[messages.size() - 1 - i]);
    return shown < messages.size() ? text + "\\n..." : text;
}

/// Returns the command that shows a notice, in place of the one that has the
/// number `replaced`, if there is one.
Child::Arguments notify_send(const std::string& replaced,
                             const Hook::Messages& messages) {
    const auto count = messages.size();
    Child::Arguments words{"notify-send", "--app-name=idle-hands",
                           "--print-id"};
    if (!replaced.empty()) words.push_back("--replace-id=" + replaced);
    words.insert(words.end(), {"--",
                               std::to_string(count) + " new " +
                                   (count == 1 ? "message" : "messages") +
                                   " in " + harmless(messages.back().mailbox),
                               body(messages)});
    return words;
}

/// Returns the number at the beginning of a text; empty if there is none.
std::string number_in(std::string_view text) {
    return std::string(text.substr(0, text.find_first_not_of("0123456789")));
}

} // namespace

Hook::MakeRun desktop_notice() {
    return [shown = std::make_shared<std::string>()](const auto& messages) {
        return Hook::Run{.commands = {notify_send(*shown, messages)},
                         .input = {},
                         .on_output = [shown](std::string_view printed) {
                             *shown = number_in(printed);
                         }};
    };
}

} // namespace client

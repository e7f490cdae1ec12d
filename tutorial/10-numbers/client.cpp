#include "tutorial/10-numbers/client.hpp"

#include "common/imap/responses/response.hpp"

#include <algorithm>

// [may-say]
// While EXPUNGE may be told, no command with a number is said.
bool Client::may_say_number() const {
    return std::ranges::all_of(in_flight_, [](const auto& one) {
        return one.second.starts_with("FETCH") ||
               one.second.starts_with("STORE");
    });
}
// [/may-say]

std::string Client::say(const std::string& command) {
    const auto tag = 'a' + std::to_string(++commands_);
    in_flight_[tag] = command;
    return tag + ' ' + command;
}

std::optional<std::string> Client::say(std::mt19937& dice) {
    const auto& uids = view_->uids();
    const auto kind = dice() % 4;
    if (kind == 0) return say("NOOP");
    if (kind == 1) return say("EXPUNGE");
    if (uids.empty() || (!rash_ && !may_say_number())) return std::nullopt;
    const auto number = dice() % uids.size() + 1;
    if (kind == 2) return say("FETCH " + std::to_string(number) + " UID");
    auto line =
        say("STORE " + std::to_string(number) + " +FLAGS.SILENT (\\Deleted)");
    meant_[line.substr(0, line.find(' '))] = uids[number - 1];
    return line;
}

std::uint32_t Client::meant(const std::string& tag) const {
    const auto found = meant_.find(tag);
    return found == meant_.end() ? 0 : found->second;
}

// [hear]
void Client::hear(std::string_view line) {
    const auto response = imap::parse_response(line);
    if (!response) return; // not IMAP
    if (const auto* end = std::get_if<imap::Tagged>(&*response))
        in_flight_.erase(end->tag);
    if (const auto* now = std::get_if<imap::Exists>(&*response))
        view_->exists(now->messages);
    if (const auto* gone = std::get_if<imap::Expunged>(&*response))
        view_->expunged(gone->number);
    if (const auto* told = std::get_if<imap::FetchData>(&*response))
        for (const auto& value : told->values)
            if (const auto* uid = std::get_if<imap::Uid>(&value))
                view_->learn(told->number, uid->value);
}
// [/hear]

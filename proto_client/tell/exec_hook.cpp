#include "proto_client/tell/exec_hook.hpp"

#include "proto_client/tell/output.hpp"

#include <iterator>
#include <sstream>
#include <utility>

namespace client {

namespace {

/// The number as text; empty if it is not known.
std::string number_of(const Hook::Message& message) {
    return message.number == 0 ? "" : std::to_string(message.number);
}

Child::Arguments arguments(const HookOptions& options,
                           const Hook::Message& newest) {
    Child::Arguments all{"/bin/sh", "-c", options.command, "proto_client"};
    if (!options.shell) {
        std::istringstream words(options.command);
        all.assign(std::istream_iterator<std::string>(words), {});
        if (all.empty()) all.emplace_back(); // there is no such program
    }
    all.push_back(number_of(newest));
    all.push_back(newest.text);
    return all;
}

} // namespace

Hook::MakeRun exec_hook(HookOptions options) {
    if (options.command.empty()) return {};
    return [options = std::move(options)](const Hook::Messages& messages) {
        const auto& newest = messages.back();
        std::string all;
        for (const auto& one : messages)
            all += event_json(one.mailbox, one.view()) + "\n";
        return Hook::Run{
            .commands = {arguments(options, newest)},
            .input = all,
            .environment = {
                {"IDLE_HANDS_MAILBOX", newest.mailbox},
                {"IDLE_HANDS_MESSAGES", std::to_string(messages.size())},
                {"IDLE_HANDS_NUMBER", number_of(newest)},
                {"IDLE_HANDS_TEXT", newest.text},
                {"IDLE_HANDS_FROM", newest.from}}};
    };
}

} // namespace client

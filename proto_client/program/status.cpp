#include "proto_client/program/status.hpp"

#include "common/system/replace_file.hpp"

#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

namespace client {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* names[] = {"connecting", "telling", "idling",
                                 "polling",    "apart",   "stopped"};

/// `2026-11-29T23:54:46Z` (RFC 3339)
std::string print_time(WatchState::Time time) {
    const auto seconds = WatchState::Time::clock::to_time_t(time);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string print(const WatchState& state) {
    Json json = {{"mailbox", state.mailbox},
                 {"state", names[static_cast<std::size_t>(state.state)]},
                 {"since", print_time(state.since)}};
    if (state.next_try) json["next_try"] = print_time(*state.next_try);
    if (const auto& last = state.last_message)
        json["last_message"] = {{"number", last->number},
                                {"at", print_time(last->at)}};
    if (const auto& last = state.last_error)
        json["last_error"] = {{"text", last->text},
                              {"at", print_time(last->at)}};
    return dump(json);
}

void StatusFile::store(const WatchState& state) {
    if (state == stored_) return;
    replace_file(path_, print(state) + "\n", Durability::for_readers);
    stored_ = state;
}

std::string StatusFile::read(const std::string& mailbox, bool runs) const {
    std::ifstream file(path_);
    auto json = Json::parse(file, nullptr, false);
    if (!json.is_object()) json = {{"mailbox", mailbox}};
    json["running"] = runs;
    return dump(json);
}

} // namespace client

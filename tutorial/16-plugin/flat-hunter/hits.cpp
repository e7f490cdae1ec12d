#include "hits.hpp"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace {

using Json = nlohmann::ordered_json;

std::string now() {
    const auto time = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

/// `$XDG_STATE_HOME`, or else `~/.local/state` (XDG Base Directory
/// Specification).
std::filesystem::path state_folder() {
    const auto* state = std::getenv("XDG_STATE_HOME");
    if (state && *state == '/') return state;
    const auto* home = std::getenv("HOME");
    return std::filesystem::path(home ? home : ".") / ".local/state";
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string name_of(const std::string& path) {
    return std::filesystem::path(path).stem();
}

Hits::Hits(const std::string& path)
    : path_(state_folder() / "flat-hunter" / (name_of(path) + ".json")) {
    std::ifstream file(path_);
    auto json = Json::parse(file, nullptr, false);
    counted_ = dump(json.is_object() ? json : Json::object());
}

void Hits::add(const Rule& rule) {
    auto json = Json::parse(counted_);
    auto& one = json[rule.name];
    const int before = one.is_object() ? one.value("matches", 0) : 0;
    one = {{"matches", before + 1}, {"last", now()}};
    counted_ = dump(json);
    std::error_code ignored;
    std::filesystem::create_directories(
        std::filesystem::path(path_).parent_path(), ignored);
    std::ofstream(path_ + ".new") << counted_ << "\n";
    std::filesystem::rename(path_ + ".new", path_, ignored);
}

std::string Hits::print(const Rules& rules) const {
    const auto json = Json::parse(counted_);
    std::string all;
    for (const auto& rule : rules.rules) {
        Json one = {{"rule", rule.name}, {"matches", 0}};
        if (json.contains(rule.name)) one.update(json[rule.name]);
        all += dump(one) + "\n";
    }
    return all;
}

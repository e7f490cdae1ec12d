#include "tutorial/kit/exercises/exercise.hpp"

#include "tutorial/kit/system/files.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

using nlohmann::json;

namespace {

constexpr std::size_t longest_file = 256 * 1024;

transcript::Side role(const std::string& text) {
    if (text == "server") return transcript::Side::server;
    if (text == "client") return transcript::Side::client;
    throw std::runtime_error("the role is server or client, not " + text);
}

std::vector<transcript::Cut> cuts(const json& check) {
    using enum transcript::Cut::Kind;
    if (!check.contains("cuts"))
        return {{whole}, {bytes}, {crlf}, {glued}, {random}};
    std::vector<transcript::Cut> found;
    for (const auto& name : check.at("cuts")) {
        const auto cut = transcript::parse_cut(name.get<std::string>());
        if (!cut)
            throw std::runtime_error("there is no cut '" +
                                     name.get<std::string>() + '\'');
        found.push_back(*cut);
    }
    if (found.empty()) throw std::runtime_error("a check needs a cut");
    return found;
}

Exercise::Check read_check(const json& written, const Exercise& exercise,
                           const json& failure_hints) {
    Exercise::Check check;
    check.name = written.at("name").get<std::string>();
    check.wire = exercise.folder / written.at("wire").get<std::string>();
    check.cuts = cuts(written);
    check.points = written.value("points", 1u);
    check.rule = written.at("rule").get<std::string>();
    check.link = written.value("link", "");
    check.failure_hint = failure_hints.value(check.name, "");
    return check;
}

void read_fields(const json& written, Exercise& exercise) {
    if (written.at("version") != 1)
        throw std::runtime_error("its version is not 1");
    exercise.title = written.at("title").get<std::string>();
    exercise.role = role(written.at("role").get<std::string>());
    exercise.minutes = written.at("minutes").get<unsigned>();
    exercise.arguments = written.value("arguments", "");
    exercise.hints = written.at("hints").get<std::vector<std::string>>();
    const auto failure_hints = written.value("failure_hints", json::object());
    for (const auto& check : written.at("checks"))
        exercise.checks.push_back(read_check(check, exercise, failure_hints));
    if (exercise.checks.empty())
        throw std::runtime_error("an exercise needs a check");
}

} // namespace

unsigned Exercise::points() const {
    unsigned sum = 0;
    for (const auto& check : checks) sum += check.points;
    return sum;
}

std::string Exercise::program() const {
    return role == transcript::Side::server ? "server" : "client";
}

void read_exercise(Exercise& exercise) {
    const auto file = (exercise.folder / "exercise.json").string();
    const auto text = read_file(file, longest_file);
    try {
        read_fields(json::parse(text), exercise);
    } catch (const std::exception& error) {
        throw std::runtime_error(file + ": " + error.what());
    }
}

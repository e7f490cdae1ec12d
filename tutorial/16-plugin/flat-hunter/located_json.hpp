#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

/// A sentence that tells a mistake in a file.
struct Mistake : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// JSON, and the line on which each key of it stands.
class LocatedJson {
public:
    using Path = nlohmann::json::json_pointer;

    /// Throws a Mistake if the text is no JSON, or names a key twice.
    explicit LocatedJson(const std::string& text);

    const nlohmann::json& json() const { return json_; }

    /// Throws a Mistake that names the line and the key.
    [[noreturn]] void fail(const Path& at, const std::string& why) const;

private:
    nlohmann::json json_;
    std::map<std::string, int> lines_; ///< by path
};

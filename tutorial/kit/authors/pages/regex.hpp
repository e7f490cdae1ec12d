#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kit::pages {

/// A regular expression in the syntax of ECMAScript. One source alone includes
/// <regex>: the compiler needs seconds for it.
class Regex {
public:
    /// A match: the whole text, then each group. A group that took no part is
    /// empty.
    using Groups = std::vector<std::string>;

    struct Span {
        std::size_t begin, size;
    };

    explicit Regex(const char* form);
    Regex(Regex&&) noexcept;
    ~Regex();

    /// Returns the match of the whole text, or nothing.
    std::optional<Groups> match(const std::string& text) const;
    bool matches(const std::string& text) const { return !!match(text); }

    /// Returns the first place in `text` that matches, or nothing.
    std::optional<Span> find(const std::string& text) const;

    /// Returns each place in `text` that matches.
    std::vector<Groups> find_all(const std::string& text) const;

    /// Returns the text with each match replaced by `with`, where `$1` is the
    /// first group.
    std::string replace(const std::string& text, const char* with) const;

private:
    struct Standard;
    std::unique_ptr<const Standard> standard_;
};

} // namespace kit::pages

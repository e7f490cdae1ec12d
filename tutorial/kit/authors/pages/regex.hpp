#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pages {

/// A regular expression, in the words of ECMAScript. The standard's own takes
/// the compiler seconds wherever it is included, so that is one file.
class Regex {
public:
    /// What it matched: the whole, then each group; one that did not take part
    /// is empty.
    using Groups = std::vector<std::string>;

    struct Place {
        std::size_t begin, size;
    };

    explicit Regex(const char* form);
    Regex(Regex&&) noexcept;
    ~Regex();

    /// Of all of `text`, or nothing.
    std::optional<Groups> match(const std::string& text) const;
    bool matches(const std::string& text) const { return !!match(text); }

    /// The first place in `text`.
    std::optional<Place> find(const std::string& text) const;

    /// Every place in `text`.
    std::vector<Groups> find_all(const std::string& text) const;

    /// With each place changed to `with`, where `$1` is the first group.
    std::string replace(const std::string& text, const char* with) const;

private:
    struct Standard;
    std::unique_ptr<const Standard> standard_;
};

} // namespace pages

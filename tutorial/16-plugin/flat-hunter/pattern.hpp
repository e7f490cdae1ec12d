#pragma once

#include <memory>
#include <optional>
#include <string>

/// A regular expression, as Perl has them (PCRE2, by GLib). It does not care
/// about capital letters.
class Pattern {
public:
    /// Throws std::invalid_argument with a sentence if it is none.
    explicit Pattern(const std::string& text);

    const std::string& text() const { return text_; }

    /// Returns the first part of `subject` that fits. An expression that takes
    /// too long fits nothing: a stranger has written what it is held against.
    std::optional<std::string> find(const std::string& subject) const;

private:
    std::string text_;
    std::shared_ptr<void> regex_;
};

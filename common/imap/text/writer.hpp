#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imap {

/// Writes the words of IMAP. For each string it chooses a form that can hold
/// it: an atom, a quoted string or a literal.
class Writer {
public:
    struct Options {
        bool utf8 = false; ///< quoted strings may hold UTF-8
        /// Literals of at most this size are written `{n+}` (RFC 7888).
        std::size_t non_sync = 0;
    };
    Writer() = default;
    explicit Writer(Options options) : options_(options) {}

    Writer& operator<<(std::string_view text);
    Writer& operator<<(char c);
    Writer& operator<<(std::uint32_t number);
    Writer& operator<<(std::uint64_t number);

    /// Writes a quoted string, or a literal if a quoted string cannot hold it.
    void string(std::string_view text);
    /// Writes an atom if that is possible, else a string.
    void astring(std::string_view text);
    void nstring(const std::optional<std::string>& text);
    void literal(std::string_view octets);
    /// Writes a literal that may hold NULs: `~{n}` (RFC 9051 §4.3).
    void literal8(std::string_view octets);
    /// Writes the text of a response. Characters that a line must not hold
    /// become `?`.
    void text(std::string_view text);

    /// Writes `(`, a space between two members, and `)` when it is destroyed.
    class List {
    public:
        explicit List(Writer& out) : out_(out) { out_ << '('; }
        ~List() { out_ << ')'; }
        List(const List&) = delete;
        List& operator=(const List&) = delete;
        Writer& next();

    private:
        Writer& out_;
        bool first_ = true;
    };
    List list() { return List(*this); }

    /// Returns the text and leaves the writer empty.
    std::string take() { return std::move(text_); }

    /// Returns the offsets at which the sender must wait for `+`: after the
    /// mark of each literal that is not written `{n+}`.
    const std::vector<std::size_t>& stops() const { return stops_; }

private:
    void mark(std::size_t octets);

    Options options_;
    std::string text_;
    std::vector<std::size_t> stops_;
};

} // namespace imap

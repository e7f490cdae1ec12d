#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace imap {

class Cursor;
class Writer;

/// The system flags, RFC 3501 §2.3.2. Only a server sets `recent`.
enum class Flag : std::uint8_t {
    answered = 1,
    flagged = 2,
    deleted = 4,
    seen = 8,
    draft = 16,
    recent = 32,
};

/// The flags of a message: system flags and keywords. Keywords that differ only
/// in case are one keyword; they are kept in alphabetical order.
class Flags {
public:
    Flags() = default;
    Flags(std::initializer_list<Flag> flags,
          std::initializer_list<std::string_view> keywords = {});

    bool has(Flag flag) const;
    void set(Flag flag, bool on = true);
    bool has(std::string_view keyword) const;
    void add(std::string_view keyword);
    void remove(std::string_view keyword);

    /// Adds each flag of `others`; remove() takes each away.
    void add(const Flags& others);
    void remove(const Flags& others);

    bool empty() const { return system_ == 0 && keywords_.empty(); }
    const std::vector<std::string>& keywords() const { return keywords_; }
    bool operator==(const Flags&) const = default;

private:
    std::uint8_t system_ = 0;
    std::vector<std::string> keywords_;
};

/// `\Seen`
std::string_view name(Flag flag);

/// True if `text` can be a keyword: an atom of at most limits::keyword octets.
bool is_keyword(std::string_view text);

/// The side that wrote the flags. What a client sends and nobody can keep is
/// left out: `\Recent`, an unknown flag with a backslash, and one of more than
/// limits::keyword octets. A server may send the first two; an unknown flag is
/// kept as a keyword with its backslash.
enum class FlagsFrom : std::uint8_t { client, server };

/// flag-list = "(" [flag *(SP flag)] ")"   RFC 3501 §9
Flags read_flag_list(Cursor& in, FlagsFrom from);

/// Adds one flag to `flags`.
void read_flag(Cursor& in, FlagsFrom from, Flags& flags);

void write(Writer& out, const Flags& flags);

} // namespace imap

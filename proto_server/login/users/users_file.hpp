#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace users {

/// Who may log in: the lines of a Dovecot passwd-file, `name:{CRYPT}$y$...`.
/// Further fields, comments and the order stay as they are.
///
/// A hash is one of crypt(3), bare or behind {CRYPT}, {SHA512-CRYPT},
/// {SHA256-CRYPT} or {BLF-CRYPT}; a password as plain text is refused. Of the
/// extra fields one is known: `expires=`, seconds since 1970.
///
/// A file of tokens is the same: a token is a password that was made up, and
/// that expires.
class Users {
public:
    /// Or which line is wrong, and how.
    static tl::expected<Users, std::string> parse(std::string_view text);
    std::string print() const;

    /// The bare hash, `$y$...`; nothing for an unknown user.
    std::optional<std::string> hash(std::string_view name) const;

    /// When what `hash()` is of ends to let in; nothing: never.
    std::optional<std::chrono::sys_seconds>
    expires(std::string_view name) const;

    /// A hash that takes as long to check as that of a user who is here, for
    /// those who are not. A password that fits it lets nobody in.
    std::string decoy() const;

    std::vector<std::string> names() const;

    /// Adds a user, or changes the hash of the one who is there. `name` is fit.
    void set(const std::string& name, const std::string& hash);

    /// Of a user who is there; replaces all further fields.
    void set_expires(std::string_view name,
                     std::optional<std::chrono::sys_seconds> when);

    /// False when there is no such user.
    bool remove(std::string_view name);

private:
    struct Line {
        std::string name;   ///< empty: a comment
        std::string scheme; ///< "{CRYPT}", or empty
        std::string hash;
        std::string rest; ///< from the next colon on; or the comment
        std::optional<std::chrono::sys_seconds> expires; ///< it is in `rest`
    };
    static tl::expected<Line, std::string> parse_line(std::string_view text);
    const Line* find(std::string_view name) const;

    std::vector<Line> lines_;
};

/// Nothing, or why a user cannot have that name: it also names a folder, and
/// stands in a line. 1 to 64 octets of letters, digits and `._-+@`.
std::string name_fault(std::string_view name);

/// Reads a file, or says why it cannot.
tl::expected<Users, std::string> load(const std::string& file);

/// Writes it, for its owner alone; the file is always the old one or the new
/// one. Empty, or why it could not.
std::string save(const Users& users, const std::string& file);

} // namespace users

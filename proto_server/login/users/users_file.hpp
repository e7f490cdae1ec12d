#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace users {

/// The users in a file: the lines of a Dovecot passwd-file,
/// `name:{CRYPT}$y$...`. Further fields, comments and the order are kept.
///
/// A hash is one of crypt(3), bare or behind {CRYPT}, {SHA512-CRYPT},
/// {SHA256-CRYPT} or {BLF-CRYPT}; a password in plain text is refused. One of
/// the extra fields is read: `expires=`, in seconds since 1970.
///
/// A file of tokens has the same format: a token is a random password that may
/// expire.
///
/// A line that is wrong lets nobody in and is kept as it is; the others hold.
class Users {
public:
    /// Reads the text of a file.
    static Users parse(std::string_view text);
    std::string print() const;

    /// Returns a sentence for each line that is wrong: which, and why. It has
    /// no password in it.
    const std::vector<std::string>& faults() const { return faults_; }

    /// Returns the bare hash, `$y$...`, or nothing for an unknown user.
    std::optional<std::string> hash(std::string_view name) const;

    /// Returns when the user's token expires, or nothing if it never does.
    std::optional<std::chrono::sys_seconds>
    expires(std::string_view name) const;

    /// Returns a hash to check for an unknown user, so that this takes as long
    /// as for a known user. A password that matches it logs nobody in.
    std::string decoy() const;

    std::vector<std::string> names() const;

    /// Adds a user, or changes the hash of a user, in place of wrong lines of
    /// that name. `name` has no name_fault().
    void set(const std::string& name, const std::string& hash);

    /// Sets when the token of a known user expires. Replaces all further
    /// fields.
    void set_expires(std::string_view name,
                     std::optional<std::chrono::sys_seconds> when);

    /// Removes a user with all lines of that name, also wrong ones; false if
    /// there is none.
    bool remove(std::string_view name);

private:
    struct Line {
        std::string name;   ///< empty if the line is a comment, or wrong
        std::string scheme; ///< "{CRYPT}", or empty
        std::string hash;
        std::string rest; ///< the text from the next colon on, or all
        std::optional<std::chrono::sys_seconds> expires; ///< as `rest` says
    };
    static tl::expected<Line, std::string> parse_line(std::string_view text);
    const Line* find(std::string_view name) const;
    bool remove_wrong(std::string_view name);

    std::vector<Line> lines_;
    std::vector<std::string> faults_;
};

/// Returns why a user cannot have that name, or nothing. It also names a
/// folder, and is part of a line: 1 to 64 octets of letters, digits and
/// `._-+@`.
std::string name_fault(std::string_view name);

/// Reads a file. Returns why it cannot, also if all its lines are wrong: then
/// it is not a file of users.
tl::expected<Users, std::string> load(const std::string& file);

/// Writes a file that only its owner can read. A program that reads it
/// meanwhile sees all of the old file or all of the new one. Returns why it
/// failed, or nothing.
std::string save(const Users& users, const std::string& file);

} // namespace users

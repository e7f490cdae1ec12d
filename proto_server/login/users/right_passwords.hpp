#pragma once

#include <array>
#include <chrono>
#include <string>
#include <unordered_map>

namespace users {

/// Remembers for a short time which passwords were right, so that a user whose
/// programs all come back at once costs one hash and not one for each.
///
/// It keeps no password. It keeps a keyed digest (HMAC with SHA-256) of the
/// name, the password and the hash in the file. The key is random and never
/// leaves the process. So a password is no longer right when its line changes.
class RightPasswords {
public:
    using Clock = std::chrono::steady_clock;

    RightPasswords();
    ~RightPasswords();
    RightPasswords(const RightPasswords&) = delete;
    RightPasswords& operator=(const RightPasswords&) = delete;

    /// Remembers that `password` is right for `name`. `hash` is what the file
    /// has for that name.
    void remember(const std::string& name, const std::string& password,
                  const std::string& hash, Clock::time_point now);

    /// True if that password was right less than `limits::remembered_for` ago.
    bool has(const std::string& name, const std::string& password,
             const std::string& hash, Clock::time_point now) const;

    /// Forgets those that are too old.
    void forget_old(Clock::time_point now);

    std::size_t size() const { return known_.size(); }

private:
    using Digest = std::array<unsigned char, 32>;
    struct Known {
        Digest digest;
        Clock::time_point until;
    };
    Digest digest(const std::string& name, const std::string& password,
                  const std::string& hash) const;

    std::string key_;
    std::unordered_map<std::string, Known> known_; ///< by name
};

} // namespace users

#include "proto_server/login/users/right_passwords.hpp"

#include "proto_server/login/users/limits.hpp"
#include "proto_server/login/users/password.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdexcept>
#include <string_view>

namespace users {

RightPasswords::RightPasswords() : key_(make_token()) {}

RightPasswords::~RightPasswords() {
    wipe(key_);
}

void RightPasswords::remember(const std::string& name,
                              const std::string& password,
                              const std::string& hash, Clock::time_point now) {
    forget_old(now);
    if (known_.size() >= limits::remembered && !known_.contains(name)) return;
    known_[name] = {digest(name, password, hash), now + limits::remembered_for};
}

bool RightPasswords::has(const std::string& name, const std::string& password,
                         const std::string& hash, Clock::time_point now) const {
    const auto found = known_.find(name);
    if (found == known_.end() || now >= found->second.until) return false;
    const auto shown = digest(name, password, hash);
    const auto text = [](const Digest& digest) {
        return std::string_view(reinterpret_cast<const char*>(digest.data()),
                                digest.size());
    };
    return same_in_constant_time(text(shown), text(found->second.digest));
}

void RightPasswords::forget_old(Clock::time_point now) {
    std::erase_if(known_,
                  [&](const auto& one) { return now >= one.second.until; });
}

/// A name and a hash have no NUL, so the three cannot be divided otherwise.
RightPasswords::Digest RightPasswords::digest(const std::string& name,
                                              const std::string& password,
                                              const std::string& hash) const {
    auto text = name + '\0' + hash + '\0' + password;
    Digest result{};
    unsigned int size = 0;
    const bool made =
        HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(),
             result.data(), &size) != nullptr;
    wipe(text);
    if (!made) throw std::runtime_error("OpenSSL makes no HMAC");
    return result;
}

} // namespace users

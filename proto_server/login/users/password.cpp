#include "proto_server/login/users/password.hpp"

#include "proto_server/login/users/limits.hpp"

#include <array>
#include <cerrno>
#include <crypt.h>
#include <cstring>
#include <memory>
#include <system_error>
#include <unistd.h>

namespace users {
namespace {

constexpr auto method = "$y$"; // yescrypt

static_assert(limits::password < CRYPT_MAX_PASSPHRASE_SIZE);

/// Returns the hash; empty if crypt(3) does not know the method in `setting`.
std::string crypted(const std::string& password, const std::string& setting) {
    const auto scratch = std::make_unique<crypt_data>(); // 32 KiB
    const auto* hash = crypt_rn(password.c_str(), setting.c_str(),
                                scratch.get(), sizeof(crypt_data));
    std::string result = hash ? hash : "";
    explicit_bzero(scratch.get(), sizeof(crypt_data));
    return result;
}

/// Returns why this cannot be a password; empty if it can.
std::string fault(const std::string& password) {
    if (password.empty()) return "the password is empty";
    if (password.size() > limits::password)
        return "the password is longer than " +
               std::to_string(limits::password) + " octets";
    if (password.find('\0') != password.npos) return "the password has a NUL";
    return {};
}

} // namespace

tl::expected<std::string, std::string>
hash_password(const std::string& password) {
    if (auto why = fault(password); !why.empty())
        return tl::unexpected(std::move(why));
    crypt_data scratch{};
    const auto* setting = crypt_gensalt_rn(
        method, 0, nullptr, 0, scratch.setting, sizeof scratch.setting);
    auto hash = setting ? crypted(password, setting) : std::string();
    if (hash.empty())
        return tl::unexpected(
            std::string("this system's crypt(3) knows no yescrypt"));
    return hash;
}

// [matches]
bool matches(const std::string& password, const std::string& hash) {
    if (!fault(password).empty() || !hash.starts_with('$')) return false;
    const auto made = crypted(password, hash);
    return !made.empty() && same_in_constant_time(made, hash);
}
// [/matches]

std::string make_token() {
    std::array<unsigned char, 32> random{};
    if (getentropy(random.data(), random.size()) != 0)
        throw std::system_error(errno, std::generic_category(),
                                "no randomness");
    std::string token;
    for (const auto octet : random) {
        token += "0123456789abcdef"[octet >> 4];
        token += "0123456789abcdef"[octet & 15];
    }
    return token;
}

bool same_in_constant_time(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    volatile unsigned char difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

void wipe(std::string& secret) {
    explicit_bzero(secret.data(), secret.size());
    secret.clear();
}

} // namespace users

#include "proto_server/program/users_command.hpp"

#include "proto_server/login/users/ask_password.hpp"
#include "proto_server/login/users/password.hpp"
#include "proto_server/login/users/users_file.hpp"

#include <chrono>
#include <filesystem>
#include <iostream>
#include <optional>
#include <stdexcept>

namespace server {
namespace {

/// Returns the value, or throws the reason why there is none.
template<typename T>
T or_throw(tl::expected<T, std::string> result) {
    if (!result) throw std::runtime_error(result.error());
    return std::move(*result);
}

void store(const users::Users& all, const std::string& file) {
    if (const auto why = users::save(all, file); !why.empty())
        throw std::runtime_error(why);
}

/// Reads the file, and tells which lines are wrong. They stay as they are.
users::Users load(const std::string& file) {
    auto all = or_throw(users::load(file));
    for (const auto& fault : all.faults())
        std::cerr << file << ", " << fault << "\n";
    return all;
}

/// Reads the file; no users if it does not exist yet.
users::Users load_if_there(const std::string& file) {
    if (!std::filesystem::exists(file)) return {};
    return load(file);
}

} // namespace

int add_user(const UsersOptions& options) {
    if (const auto why = users::name_fault(options.name); !why.empty())
        throw std::runtime_error(why);
    auto all = load_if_there(options.file);
    const bool known = all.hash(options.name).has_value();

    auto password = or_throw(options.from_stdin ? users::read_password_line()
                                                : users::ask_new_password());
    const auto hash = users::hash_password(password);
    users::wipe(password);
    all.set(options.name, or_throw(hash));
    store(all, options.file);
    std::cout << (known ? "changed the password of " : "added ") << options.name
              << " in " << options.file << "\n";
    return 0;
}

int add_token(const UsersOptions& options) {
    if (const auto why = users::name_fault(options.name); !why.empty())
        throw std::runtime_error(why);
    auto all = load_if_there(options.tokens);
    const auto token = users::make_token();
    all.set(options.name, or_throw(users::hash_password(token)));
    std::optional<std::chrono::sys_seconds> expires;
    if (options.lifetime > 0)
        expires = std::chrono::floor<std::chrono::seconds>(
                      std::chrono::system_clock::now()) +
                  std::chrono::seconds(options.lifetime);
    all.set_expires(options.name, expires);
    store(all, options.tokens);
    std::cout << token << std::endl;
    std::cerr << options.name << " may log in with this "
              << (expires
                      ? "for " + std::to_string(options.lifetime) + " seconds"
                      : "for ever")
              << "; its hash is in " << options.tokens << "\n";
    return 0;
}

int remove_user(const UsersOptions& options) {
    auto all = load(options.file);
    if (!all.remove(options.name))
        throw std::runtime_error("there is no user " + options.name + " in " +
                                 options.file);
    store(all, options.file);
    std::cout << "removed " << options.name << " from " << options.file << "\n";
    if (options.file != options.tokens &&
        load_if_there(options.tokens).hash(options.name))
        std::cerr << "The token in " << options.tokens
                  << " still lets in: users remove " << options.name
                  << " --file " << options.tokens << "\n";
    return 0;
}

int list_users(const UsersOptions& options) {
    for (const auto& name : load(options.file).names())
        std::cout << name << "\n";
    return 0;
}

} // namespace server

#include "proto_server/login/users/ask_password.hpp"
#include "proto_server/login/users/password.hpp"
#include "proto_server/login/users/users_file.hpp"
#include "proto_server/program/subcommand.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>

namespace {

struct Options {
    std::string file = "users";
    std::string name;
    bool from_stdin = false;
    std::string tokens = "tokens";
    std::uint32_t lifetime = 60 * 60; ///< seconds, or 0
};

/// The value, or an exception with the reason why there is none.
template<typename T>
T or_throw(tl::expected<T, std::string> result) {
    if (!result) throw std::runtime_error(result.error());
    return std::move(*result);
}

void store(const users::Users& all, const std::string& file) {
    if (const auto why = users::save(all, file); !why.empty())
        throw std::runtime_error(why);
}

/// Nobody, if there is no such file yet.
users::Users load_if_there(const std::string& file) {
    if (!std::filesystem::exists(file)) return {};
    return or_throw(users::load(file));
}

void add_user(const Options& options) {
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
}

/// The token alone is the output, for a script to take.
void add_token(const Options& options) {
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
}

void remove_user(const Options& options) {
    auto all = or_throw(users::load(options.file));
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
}

void list_users(const Options& options) {
    for (const auto& name : or_throw(users::load(options.file)).names())
        std::cout << name << "\n";
}

} // namespace

void add_users_command(CLI::App& app, Subcommand& chosen) {
    const auto options = std::make_shared<Options>();
    auto* users = app.add_subcommand("users", "Say who may log in");
    users->require_subcommand(1);
    const auto add_one = [&](const char* name, const char* help, auto run,
                             std::string Options::*file = &Options::file) {
        auto* one = users->add_subcommand(name, help);
        one->add_option("--file", (*options).*file, "The file to work on")
            ->type_name("FILE")
            ->capture_default_str();
        one->callback([&chosen, options, run] {
            chosen = [options, run] { run(*options); };
        });
        return one;
    };
    const auto takes_name = [&](CLI::App* one) {
        one->add_option("NAME", options->name, "The user")
            ->required()
            ->type_name("");
    };
    auto* adding =
        add_one("add", "Add a user, or change a password: asks for it, unseen",
                add_user);
    takes_name(adding);
    adding->add_flag("--password-stdin", options->from_stdin,
                     "Take the password from the first line of the input");
    auto* token = add_one("token",
                          "Make an OAuth token for a user, in place of the one "
                          "before, and print it: for --tokens",
                          add_token, &Options::tokens);
    takes_name(token);
    token
        ->add_option("--lifetime", options->lifetime,
                     "How long it lets in; then sessions end, too. 0 is for "
                     "ever")
        ->check(CLI::Range(0u, 100'000'000u))
        ->type_name("SECONDS")
        ->capture_default_str();
    takes_name(add_one("remove", "Remove a user", remove_user));
    add_one("list", "Print the users' names", list_users);
}

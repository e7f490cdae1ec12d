#include "proto_server/subcommand.hpp"
#include "proto_server/users/ask_password.hpp"
#include "proto_server/users/password.hpp"
#include "proto_server/users/users_file.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace {

struct Options {
    std::string file = "users";
    std::string name;
    bool from_stdin = false;
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

void add_user(const Options& options) {
    if (const auto why = users::name_fault(options.name); !why.empty())
        throw std::runtime_error(why);
    users::Users all;
    if (std::filesystem::exists(options.file))
        all = or_throw(users::load(options.file));
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

void remove_user(const Options& options) {
    auto all = or_throw(users::load(options.file));
    if (!all.remove(options.name))
        throw std::runtime_error("there is no user " + options.name + " in " +
                                 options.file);
    store(all, options.file);
    std::cout << "removed " << options.name << " from " << options.file << "\n";
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
    const auto add_one = [&](const char* name, const char* help, auto run) {
        auto* one = users->add_subcommand(name, help);
        one->add_option("--file", options->file, "The file of users")
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
    takes_name(add_one("remove", "Remove a user", remove_user));
    add_one("list", "Print the users' names", list_users);
}

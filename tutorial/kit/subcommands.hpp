#pragma once

#include "tutorial/kit/help.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace kit {

/// The subcommands, of which one is chosen.
struct Kit {
    CLI::App app{help::kit, "kit"};
    std::function<int()> chosen;
    std::string program; ///< how the kit was called

    /// Adds a subcommand, which calls `function` with its options.
    template<typename Options>
    std::pair<CLI::App&, Options&> add(const char* name, const char* about,
                                       int (*function)(const Options&)) {
        const auto options = std::make_shared<Options>();
        auto* command = app.add_subcommand(name, about);
        command->callback([this, options, function] {
            chosen = [options, function] { return function(*options); };
        });
        return {*command, *options};
    }
};

/// Adds an option whose value is of the kind that `type` names.
template<typename Value>
CLI::Option* add_option(CLI::App& command, const char* name, const char* type,
                        Value& value, const std::string& about) {
    return command.add_option(name, value, about)->type_name(type);
}

/// Each time that the option is named it takes one word. What stands behind
/// that word is not the option's.
inline CLI::Option* may_be_repeated(CLI::Option* option) {
    return option->expected(1)->take_all()->allow_extra_args(false);
}

} // namespace kit

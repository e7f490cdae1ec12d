#include "tutorial/kit/commands/names.hpp"

#include <stdexcept>

void add_names_option(CLI::App& command, std::vector<std::string>& set) {
    command
        .add_option("--set", set,
                    "What <user>, <password> or another name stands for, as "
                    "it is to be sent: an atom or a \"quoted string\"; may be "
                    "repeated")
        ->type_name("NAME=VALUE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

transcript::Names given_names(const std::vector<std::string>& set) {
    transcript::Names names;
    for (const auto& one : set) {
        const auto equals = one.find('=');
        if (equals == one.npos || equals == 0)
            throw std::runtime_error("--set: '" + one +
                                     "' is not name=value, as user=anna");
        names[one.substr(0, equals)] = one.substr(equals + 1);
    }
    return names;
}

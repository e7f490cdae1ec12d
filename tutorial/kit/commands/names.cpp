#include "tutorial/kit/commands/names.hpp"

#include <stdexcept>

namespace kit::commands {

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

} // namespace kit::commands

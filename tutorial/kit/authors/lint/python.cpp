#include "tutorial/kit/authors/lint/python.hpp"

#include "tutorial/kit/system/files.hpp"
#include "tutorial/kit/system/process.hpp"

#include <system_error>

namespace kit::lint {

std::string fast_python() try {
    auto path = output_of(
        {"python3", "-S", "-E", "-c", "import sys; print(sys.executable)"});
    path.erase(path.find_last_not_of('\n') + 1);
    const auto program = path.starts_with('/') ? shell_word(path) : "python3";
    return program + " -S -E";
} catch (const std::system_error&) {
    return "python3 -S -E"; // whoever runs it is told that it is not there
}

} // namespace kit::lint

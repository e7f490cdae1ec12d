#include "tutorial/kit/authors/lint/progress.hpp"

namespace kit::lint {

namespace {

constexpr std::chrono::seconds between_lines{10};

} // namespace

void Progress::report(const std::string& what, std::size_t done,
                      std::size_t all) {
    const auto line = what + ": " + std::to_string(done) + " of " +
                      std::to_string(all) + " programs";
    if (is_terminal_) {
        out_ << '\r' << line << (done == all ? "\n" : "") << std::flush;
    } else if (Clock::now() >= last_ + between_lines) {
        out_ << line << std::endl;
        last_ = Clock::now();
    }
}

void Progress::log(const std::string& line) {
    out_ << line << std::endl;
}

} // namespace kit::lint

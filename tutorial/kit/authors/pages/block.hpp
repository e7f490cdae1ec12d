#pragma once

#include "tutorial/kit/authors/pages/excerpt.hpp"
#include "tutorial/kit/authors/pages/fence.hpp"
#include "tutorial/kit/authors/pages/places.hpp"
#include "tutorial/kit/authors/pages/source.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <chrono>
#include <string>

namespace pages {

/// How the blocks of pages are made afresh from what they name.
struct Making {
    Places places;
    std::chrono::milliseconds limit{20'000}; ///< for one command
    Interrupt interrupt{};
    bool shared_loopback = false; ///< set when a shell had no private one
};

/// What a fence of the page `page` has to hold now.
Result<Lines> make_block(const Fence& fence, const std::string& page,
                         Making& making);

/// A region of a file that is named in line `line` of `page`.
Result<Excerpt> read_excerpt(const Place& place, const std::string& page,
                             std::size_t line);

/// What a `console run` fence of the page holds now.
Result<Lines> run_console(const Fence& fence, const std::string& page,
                          Making& making);

} // namespace pages

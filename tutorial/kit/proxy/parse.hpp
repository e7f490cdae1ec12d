#pragma once

#include "tutorial/kit/proxy/scenario.hpp"

#include <string_view>
#include <tl/expected.hpp>

namespace kit::proxy {

/// Reads a `.fault` file, as README.md specifies it. The error is a sentence
/// with the line and the cure: "bye.fault:4: …".
tl::expected<Scenario, std::string> parse(std::string_view text,
                                          const std::string& name);

} // namespace kit::proxy

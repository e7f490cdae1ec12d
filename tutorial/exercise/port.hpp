#pragma once

#include "common/net/address.hpp"

#include <optional>
#include <string_view>

namespace exercise {

/// Returns 127.0.0.1 with the PORT that is the program's only argument. Without
/// one, prints how to call the program; `does` is what it does with the port:
/// "listens on".
std::optional<net::Address> address(int argc, char** argv,
                                    std::string_view does);

} // namespace exercise

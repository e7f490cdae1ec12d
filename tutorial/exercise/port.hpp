#pragma once

#include "common/net/address.hpp"

#include <optional>
#include <string_view>

namespace exercise {

/// 127.0.0.1 and the PORT that stands behind the program's name. When none
/// stands there, says how to call the program; `does` tells what it does:
/// "listens on".
std::optional<net::Address> address(int argc, char** argv,
                                    std::string_view does);

} // namespace exercise

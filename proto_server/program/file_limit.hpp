#pragma once

#include "proto_server/program/serve.hpp"

#include <cstdint>
#include <functional>

namespace server {

/// Raises the limit of open files of this process as far as the options need
/// it, or as far as the system allows (RLIMIT_NOFILE, setrlimit(2)), and
/// returns how many clients there may be. If these are fewer than the options
/// say, `note` gets a line about it.
std::uint32_t
clients_with_files(const ServeOptions& options,
                   const std::function<void(const std::string&)>& note);

} // namespace server

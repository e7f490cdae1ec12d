#pragma once

#include <cstdint>
#include <string>

namespace kit::commands {

struct CheckOptions {
    std::string number;
    std::string server;
    std::string client;
    std::string connect;
    std::string cut;
    std::string only;
    std::uint32_t seed = 0; ///< 0: another one each time
    bool json = false;

    bool own_files() const {
        return server.empty() && client.empty() && connect.empty();
    }
};

/// Checks the student's work on one exercise or on a chapter. Returns an exit
/// code.
int check(const CheckOptions& options);

} // namespace kit::commands

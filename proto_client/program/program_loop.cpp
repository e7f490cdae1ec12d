#include "proto_client/program/program_loop.hpp"

namespace client {

asio::io_context& program_loop() {
    static auto& loop = *new asio::io_context(1);
    return loop;
}

} // namespace client

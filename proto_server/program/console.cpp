#include "proto_server/program/console.hpp"

namespace server {

using transcript::Side;

void NoteLog::opened(std::uint32_t client, std::string_view from) {
    out_ << "# " << client << " connected from " << from << std::endl;
}

void NoteLog::closed(std::uint32_t client, std::string_view why) {
    out_ << "# " << client << " left: " << why << std::endl;
}

void NoteLog::refused(std::string_view why) {
    out_ << "# refused a client: " << why << std::endl;
}

void WireLog::opened(std::uint32_t client, std::string_view from) {
    live_.opened(client, "from " + std::string(from));
}

void WireLog::received(std::uint32_t client, std::string_view bytes) {
    live_.passed(client, Side::client, bytes);
}

void WireLog::sent(std::uint32_t client, std::string_view bytes) {
    live_.passed(client, Side::server, bytes);
}

void WireLog::closed(std::uint32_t client, std::string_view why) {
    live_.closed(client, why == net::peer_closed ? std::string_view() : why);
}

void WireLog::refused(std::string_view why) {
    notes_.refused(why);
}

} // namespace server

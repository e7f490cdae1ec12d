#include "proto_server/program/console.hpp"

using transcript::Side;

void Notes::opened(std::uint32_t client, std::string_view from) {
    out_ << "# " << client << " connected from " << from << std::endl;
}

void Notes::closed(std::uint32_t client, std::string_view why) {
    out_ << "# " << client << " left: " << why << std::endl;
}

void Notes::refused(std::string_view why) {
    out_ << "# refused a client: " << why << std::endl;
}

void Wire::opened(std::uint32_t client, std::string_view from) {
    live_.opened(client, "from " + std::string(from));
}

void Wire::received(std::uint32_t client, std::string_view bytes) {
    live_.passed(client, Side::client, bytes);
}

void Wire::sent(std::uint32_t client, std::string_view bytes) {
    live_.passed(client, Side::server, bytes);
}

void Wire::closed(std::uint32_t client, std::string_view why) {
    live_.closed(client, why == net::peer_closed ? std::string_view() : why);
}

void Wire::refused(std::string_view why) {
    notes_.refused(why);
}

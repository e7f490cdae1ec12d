#include "common/transcript/live.hpp"

#include "common/transcript/escape.hpp"
#include "common/transcript/limits.hpp"

#include <ostream>
#include <string>
#include <utility>

namespace transcript {

namespace {

std::string shown(const WireLine& line) {
    std::string text = escape(line.text);
    if (line.end == WireLine::End::lf) text += "\\n\\";
    if (line.end == WireLine::End::none) text += "\\";
    if (line.octets > line.text.size()) {
        text += "  # the first " + std::to_string(line.text.size()) + " of " +
                std::to_string(line.octets) + " octets";
    }
    return text;
}

/// The ANSI sequence that begins the colour of a line.
std::string_view colour_of(Side from, std::string_view text) {
    if (from == Side::client) return "\x1b[36m";
    return text.starts_with('*') ? "\x1b[1;33m" : "\x1b[33m";
}

} // namespace

LiveWire::LiveWire(std::ostream& out, bool colour)
    : out_(out), colour_(colour) {}

void LiveWire::opened(std::uint32_t connection, std::string_view note) {
    readers(connection);
    out_ << "# " << connection << " connected" << (note.empty() ? "" : " ")
         << note << '\n'
         << std::flush;
}

void LiveWire::passed(std::uint32_t connection, Side from,
                      std::string_view bytes) {
    auto& both = readers(connection);
    auto& reader = from == Side::client ? both.client : both.server;
    while (auto line = reader.next(bytes))
        show(connection, from, *std::move(line));
    out_ << std::flush;
}

void LiveWire::closed(std::uint32_t connection, std::string_view note) {
    auto& both = readers(connection);
    if (auto line = both.client.take_unfinished())
        show(connection, Side::client, *std::move(line));
    if (auto line = both.server.take_unfinished())
        show(connection, Side::server, *std::move(line));
    open_.erase(connection);
    out_ << "# " << connection << " closed" << (note.empty() ? "" : ": ")
         << note << '\n'
         << std::flush;
}

LiveWire::Readers& LiveWire::readers(std::uint32_t connection) {
    const LineReader fresh(limits::shown_line);
    return open_.try_emplace(connection, Readers{fresh, fresh, {}})
        .first->second;
}

void LiveWire::show(std::uint32_t connection, Side from, WireLine line) {
    auto& secrets = readers(connection).secrets;
    if (from == Side::server)
        secrets.heard(line.text);
    else if (auto text = secrets.hide(line); text != line.text)
        line = {text, text.size(), line.end};
    const auto text = shown(line);
    if (colour_) out_ << colour_of(from, text);
    out_ << (from == Side::client ? 'C' : 'S') << connection << ": " << text;
    if (colour_) out_ << "\x1b[0m";
    out_ << '\n';
}

} // namespace transcript

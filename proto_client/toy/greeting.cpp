#include "proto_client/toy/greeting.hpp"

#include "common/transcript/escape.hpp"
#include "proto_client/limits.hpp"

#include <array>

namespace toy_client {

namespace {

struct Known {
    std::string_view begins;
    std::string_view speaks;
};
constexpr std::array<Known, 9> known{{{"* OK", "IMAP"},
                                      {"* PREAUTH", "IMAP"},
                                      {"* BYE", "IMAP"},
                                      {"HTTP/", "HTTP"},
                                      {"<", "HTTP"},
                                      {"SSH-", "SSH"},
                                      {"220", "SMTP or FTP"},
                                      {"+OK", "POP3"},
                                      {"* hello toy/", "another version of "
                                                       "the toy"}}};

} // namespace

std::string explain_greeting(std::string_view line) {
    std::string_view speaks;
    for (const auto& one : known)
        if (line.starts_with(one.begins)) speaks = one.speaks;
    std::string text = "this is no server of the toy protocol";
    if (!speaks.empty()) text.append("; it seems to speak ").append(speaks);
    return text + ". It began with " + in_quotes(line) +
           " and not with '* hello toy/1'. Is the port right?";
}

std::string in_quotes(std::string_view line) {
    const auto shown = line.substr(0, client::limits::shown_octets);
    const auto* rest = shown.size() < line.size() ? "'..." : "'";
    return "'" + transcript::escape(shown) + rest;
}

} // namespace toy_client

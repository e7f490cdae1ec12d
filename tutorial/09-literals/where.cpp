// Reads what a client says from its input, and says what a server would answer
// that understands everything and does nothing: where is it not IMAP?

#include "common/imap/requests/request.hpp"
#include "common/imap/requests/request_reader.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <string>

namespace {

/// Prints the line in which reading stopped, with a mark under the octet.
void show(std::string_view text, const imap::ParseError& error) {
    const auto before = text.substr(0, error.offset);
    const auto begin = before.rfind('\n') + 1; // 0 if there is none
    const auto line = text.substr(begin, text.find('\r', begin) - begin);
    std::cout << line << '\n'
              << std::string(error.offset - begin, ' ') << "^\n"
              << error.tag << " BAD " << error.what << '\n';
}

void answer(std::string_view text) {
    const auto request = imap::parse_request(text);
    if (!request) return show(text, request.error());
    std::cout << request->tag << " OK\n";
}

void read(std::string_view bytes) {
    using enum imap::RequestReader::Event::Kind;
    imap::RequestReader reader;
    reader.allow_messages(true); // as if the client had logged in
    while (const auto event = reader.next(bytes)) {
        if (event->kind == go_ahead) std::cout << "+ go ahead\n";
        if (event->kind == request) answer(event->text);
        if (event->kind == rejected)
            std::cout << event->tag << " NO " << event->text << '\n';
    }
}

} // namespace

int main() {
    const std::string all(std::istreambuf_iterator<char>(std::cin), {});
    read(all);
}
